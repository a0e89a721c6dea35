import { builtin } from './define'
import { any, flag } from './properties'
import { builtinOf, descendants } from './tree'

interface Field {
  name: string
  value: unknown
}

/** Collects the values of everything in it that has a `name`, components with `wx://form-field` included. */
export const form = builtin({
  name: 'form',
  properties: { reportSubmit: flag(), reportSubmitTimeout: any(0) },
  setup(self) {
    return {
      submit() {
        const fields = descendants(self.node).flatMap(fieldOf)
        self.emit('submit', { value: Object.fromEntries(fields.map(({ name, value }) => [name, value])) })
      },
      reset() {
        for (const node of descendants(self.node)) builtinOf(node)?.behaviour.reset?.()
        self.emit('reset')
      },
    }
  },
})

function fieldOf(node: unknown): Field[] {
  const found = builtinOf(node)
  const data = (node as { data?: { name?: unknown; value?: unknown } }).data
  const name = data?.name
  if (typeof name !== 'string' || name === '') return []
  if (found) return found.behaviour.value ? [{ name, value: found.behaviour.value() }] : []
  return 'value' in data! ? [{ name, value: data.value }] : []
}
