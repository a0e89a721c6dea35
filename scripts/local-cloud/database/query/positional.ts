import { requestFailed } from '../error'
import { type Document, type Value, valueAt } from '../value'
import { isOperators } from './conditions'
import { compileFilter } from './filter'

/** Operators through which MongoDB does not learn which element matched. */
const SILENT = new Set(['$ne', '$nin', '$not', '$size'])

/**
 * The place of the array element that made `filter` match, for the positional `$`.
 * @throws DATABASE_REQUEST_FAILED when the filter says nothing about the array, or two conditions point at
 * different elements: MongoDB's choice is then an accident
 */
export function matchedElement(filter: Document, document: Document, arrayPath: string): number {
  const places = new Set(placesIn(filter, document, arrayPath).filter(place => place >= 0))
  if (places.size > 1) {
    throw requestFailed(
      `The positional operator is ambiguous: conditions on '${arrayPath}' match different elements`,
    )
  }
  for (const place of places) return place
  throw requestFailed('The positional operator did not find the match needed from the query.')
}

function placesIn(filter: Document, document: Document, arrayPath: string): number[] {
  return Object.entries(filter).flatMap(([name, operand]) => {
    if (name === '$and') return (operand as Document[]).flatMap(part => placesIn(part, document, arrayPath))
    if (name === '$or') {
      const branch = (operand as Document[]).find(part => compileFilter(part)(document))
      return branch ? placesIn(branch, document, arrayPath) : []
    }
    if (name !== arrayPath && !name.startsWith(`${arrayPath}.`)) return []
    return placesOf(name.slice(arrayPath.length), operand, valueAt(document, arrayPath.split('.')))
  })
}

/** `rest` is what follows the array in the field's name: empty or `.sub.path`. */
function placesOf(rest: string, operand: Value, array: Value | undefined): number[] {
  if (!Array.isArray(array) || /^\.\d+(\.|$)/.test(rest)) return []
  const criteria = isOperators(operand) ? singleOperators(operand, rest) : [operand]
  return criteria.map(criterion => {
    const holds = compileFilter({ [`element${rest}`]: criterion })
    return array.findIndex(element => holds({ element: [element] }))
  })
}

function singleOperators(operators: Document, rest: string): Document[] {
  return Object.entries(operators)
    .filter(([name]) => !SILENT.has(name) && name !== '$options' && !(rest === '' && name === '$exists'))
    .map(([name, operand]) =>
      name === '$regex' && '$options' in operators
        ? { $regex: operand, $options: operators.$options! }
        : { [name]: operand },
    )
}
