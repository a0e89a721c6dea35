import { compareStrings, equal } from '../compare'
import { requestFailed } from '../error'
import { matchedElement } from '../query/positional'
import { arrayIndex, type Document, fieldOf, isDocument, type Value } from '../value'
import { ARRAY_OPERATORS } from './array-operators'
import { Draft } from './draft'
import { FIELD_OPERATORS, type SlotChange } from './field-operators'
import { MAX_DEPTH, storable } from './storable'

/** Gives the next version of a document: the same object when nothing changes, otherwise a new one. */
export type Updater = (document: Document) => Document

/** One operator on one path. */
interface Step {
  parts: string[]
  creates: boolean
  change: SlotChange
  /** `$rename` only: where the value goes. */
  target?: string[]
}

const OPERATORS = new Map([...FIELD_OPERATORS, ...ARRAY_OPERATORS])

/**
 * Compiles update operators or a replacement document. A failing update throws and leaves the document as it was.
 * @param filter what selected the document, for the positional `$`
 */
export function compileUpdate(update: Document, filter: Document): Updater {
  const operators = Object.keys(update).filter(name => name.startsWith('$'))
  if (operators.length === 0) return replacement(update)
  if (operators.length < Object.keys(update).length) {
    throw requestFailed('an update must be either operators or a replacement document, not both')
  }
  const steps = operators.flatMap(operator => stepsOf(operator, update[operator]!)).sort(byPath)
  refuseConflicts(steps)
  return document => applySteps(document, steps, filter)
}

function replacement(next: Document): Updater {
  storable(next)
  return document => {
    keepId(document, { _id: document._id!, ...next })
    return { _id: document._id!, ...next }
  }
}

function keepId(before: Document, after: Document): void {
  if (equal(before._id, after._id)) return
  throw requestFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
}

function stepsOf(operator: string, fields: Value): Step[] {
  if (!isDocument(fields))
    throw requestFailed(`Modifiers operate on fields but we found another type for ${operator}`)
  if (operator === '$rename') return Object.entries(fields).map(([from, to]) => renameStep(from, to))
  const known = OPERATORS.get(operator)
  if (!known) throw requestFailed(`Unknown or unsupported modifier: ${operator}`)
  return Object.entries(fields).map(([path, operand]) => ({
    parts: pathParts(path),
    creates: known.creates,
    change: known.compile(operand),
  }))
}

function renameStep(from: string, to: Value): Step {
  if (typeof to !== 'string') throw requestFailed(`The 'to' field for $rename must be a string: ${from}`)
  const target = pathParts(to)
  const parts = pathParts(from)
  if ([...parts, ...target].some(part => part.startsWith('$'))) {
    throw requestFailed(`The source and target field for $rename may not be dynamic: ${from}`)
  }
  return { parts, target, creates: false, change: () => {} }
}

function pathParts(path: string): string[] {
  const parts = path.split('.')
  if (parts.length > MAX_DEPTH)
    throw requestFailed(`an update path must not have more than ${MAX_DEPTH} parts`)
  if (parts.includes('')) throw requestFailed(`The update path '${path}' contains an empty field name.`)
  const dynamic = parts.find(part => part.startsWith('$') && part !== '$' && part !== '$[]')
  if (dynamic) throw requestFailed(`The update path '${path}' contains '${dynamic}', which is not supported`)
  if (parts.includes('__proto__')) throw requestFailed("The field name '__proto__' is not supported.")
  return parts
}

/** MongoDB applies all operators together in the order of their paths: numbers by size, names as text. */
function byPath(a: Step, b: Step): number {
  const shorter = Math.min(a.parts.length, b.parts.length)
  for (let i = 0; i < shorter; i++) {
    const [x, y] = [a.parts[i]!, b.parts[i]!]
    const numeric = arrayIndex(x) >= 0 && arrayIndex(y) >= 0
    const order = numeric ? arrayIndex(x) - arrayIndex(y) : compareStrings(x, y)
    if (order !== 0) return order
  }
  return a.parts.length - b.parts.length
}

function refuseConflicts(steps: Step[]): void {
  const taken = new Map<string, boolean>()
  for (const parts of steps.flatMap(step => (step.target ? [step.parts, step.target] : [step.parts]))) {
    for (let length = 1; length <= parts.length; length++) {
      const path = parts.slice(0, length).join('.')
      const whole = length === parts.length
      if (taken.get(path) || (whole && taken.has(path))) {
        throw requestFailed(`Updating the path '${parts.join('.')}' would create a conflict at '${path}'`)
      }
      taken.set(path, whole)
    }
  }
}

function applySteps(document: Document, steps: Step[], filter: Document): Document {
  const draft = new Draft(document)
  for (const step of steps) {
    if (step.target) rename(draft, step.parts, step.target)
    else for (const parts of concretePaths(step.parts, document, filter)) applyStep(draft, step, parts)
  }
  if (!draft.changed) return document
  keepId(document, draft.root)
  return draft.root
}

function applyStep(draft: Draft, step: Step, parts: string[]): void {
  const slot = step.creates ? draft.ensure(parts) : draft.find(parts)
  if (slot) step.change(slot)
}

function rename(draft: Draft, from: string[], to: string[]): void {
  const source = draft.find(from)
  if (source?.value === undefined) return
  for (const parts of [from, to]) refuseArrays(draft.root, parts)
  const moved = source.value
  source.clear()
  draft.ensure(to).write(moved)
}

function refuseArrays(root: Document, parts: string[]): void {
  let value: Value | undefined = root
  for (const part of parts) {
    if (Array.isArray(value))
      throw requestFailed(`The field of $rename cannot be an array element: '${parts.join('.')}'`)
    value = isDocument(value) ? fieldOf(value, part) : undefined
  }
}

/** Turns `$` and `$[]` into the numbers of the elements they stand for in this document. */
function concretePaths(parts: string[], document: Document, filter: Document): string[][] {
  const at = parts.findIndex(part => part.startsWith('$'))
  if (at < 0) return [parts]
  const head = parts.slice(0, at)
  return elementsMeant(parts[at]!, head, document, filter).flatMap(place =>
    concretePaths([...head, String(place), ...parts.slice(at + 1)], document, filter),
  )
}

function elementsMeant(sign: string, head: string[], document: Document, filter: Document): number[] {
  if (sign === '$') return [matchedElement(filter, document, head.join('.'))]
  let value: Value | undefined = document
  for (const part of head) {
    if (Array.isArray(value)) value = value[arrayIndex(part)]
    else value = isDocument(value) ? fieldOf(value, part) : undefined
  }
  if (!Array.isArray(value)) {
    throw requestFailed(
      `The path '${head.join('.')}' must exist as an array in the document in order to apply array updates.`,
    )
  }
  return value.map((_, place) => place)
}
