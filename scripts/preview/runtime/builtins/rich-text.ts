import { builtin } from './define'
import { any, flag } from './properties'

interface RichNode {
  type?: 'node' | 'text'
  name?: string
  text?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

const TAGS = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt ' +
    'em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s ' +
    'section small span strong sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
)
const ATTRIBUTES = new Set([
  'class',
  'style',
  'src',
  'alt',
  'width',
  'height',
  'colspan',
  'rowspan',
  'start',
  'dir',
])

/** Shows the tags and attributes that WeChat allows and drops all others: nothing in it can run or be pressed. */
export const richText = builtin({
  name: 'rich-text',
  properties: { nodes: any<string | RichNode[]>(''), userSelect: flag() },
  setup: self => ({
    update() {
      const { nodes } = self.data
      self.element.replaceChildren(...(Array.isArray(nodes) ? nodes : parse(nodes)).flatMap(render))
    },
  }),
})

function parse(html: string): RichNode[] {
  // A template's content is inert: parsing it neither loads nor runs anything.
  const template = document.createElement('template')
  template.innerHTML = html
  return [...template.content.childNodes].map(toRichNode)
}

function toRichNode(node: Node): RichNode {
  if (!(node instanceof Element)) return { type: 'text', text: node.textContent ?? '' }
  const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
  return { name: node.tagName.toLowerCase(), attrs, children: [...node.childNodes].map(toRichNode) }
}

function render({ type, name = '', text = '', attrs = {}, children = [] }: RichNode): Node[] {
  if (type === 'text') return [document.createTextNode(text)]
  if (!TAGS.has(name)) return []
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attrs)) {
    if (ATTRIBUTES.has(attribute)) element.setAttribute(attribute, value)
  }
  element.append(...children.flatMap(render))
  return [element]
}
