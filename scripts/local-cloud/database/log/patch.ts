import { compare } from '../compare'
import { sharedEnds } from '../shared-ends'
import { type Document, isDocument, type Value } from '../value'

/**
 * The difference between two versions of a document, as steps: `[path, value]` sets, `[path]` removes, and `[path,
 * place, count, elements]` replaces elements of an array. A path is a list of names and places.
 */
export type Patch = PatchStep[]
export type PatchStep = [Path] | [Path, Value] | [Path, number, number, Value[]]
type Path = (string | number)[]

/** The patch from `before` to `after`. Parts that both versions share are the same objects and need no comparison. */
export function difference(before: Document, after: Document): Patch {
  const patch: Patch = []
  documentDifference(before, after, [], patch)
  return patch
}

function documentDifference(before: Document, after: Document, path: Path, patch: Patch): void {
  for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) patch.push([[...path, name]])
  for (const name of Object.keys(after)) {
    const at = [...path, name]
    if (!Object.hasOwn(before, name)) patch.push([at, after[name]!])
    else valueDifference(before[name]!, after[name]!, at, patch)
  }
}

function valueDifference(before: Value, after: Value, path: Path, patch: Patch): void {
  if (before === after) return
  if (Array.isArray(before) && Array.isArray(after)) arrayDifference(before, after, path, patch)
  else if (isDocument(before) && isDocument(after) && extendsOrder(before, after)) {
    documentDifference(before, after, path, patch)
  } else if (compare(before, after) !== 0) patch.push([path, after])
}

/** Elements that are equal at both ends stay; a single changed element between them gets a patch of its own. */
function arrayDifference(before: Value[], after: Value[], path: Path, patch: Patch): void {
  const [start, end] = sharedEnds(before, after)
  const changed = after.slice(start, after.length - end)
  const count = before.length - end - start
  if (count === 0 && changed.length === 0) return
  if (count === 1 && changed.length === 1)
    valueDifference(before[start]!, changed[0]!, [...path, start], patch)
  else patch.push([path, start, count, changed])
}

/** Whether the kept fields keep their order and new ones come last, so that a patch reproduces the order. */
export function extendsOrder(before: Document, after: Document): boolean {
  const names = Object.keys(after)
  const kept = Object.keys(before).filter(name => Object.hasOwn(after, name))
  return kept.every((name, i) => names[i] === name)
}

/** Makes the next version of a document, which shares every part that the patch does not name. */
export function applyPatch(document: Document, patch: Patch): Document {
  return patch.reduce((version, step) => changed(version, step, 0) as Document, document)
}

function changed(holder: Value, step: PatchStep, at: number): Value {
  const [path] = step
  if (at === path.length) return spliced(holder as Value[], step as [Path, number, number, Value[]])
  const copy = (Array.isArray(holder) ? holder.slice() : { ...(holder as Document) }) as Document
  const part = path[at]!
  const last = at === path.length - 1
  if (last && step.length === 1) delete copy[part]
  else copy[part] = last && step.length === 2 ? step[1] : changed(copy[part]!, step, at + 1)
  return copy
}

function spliced(array: Value[], [, place, count, elements]: [Path, number, number, Value[]]): Value[] {
  return [...array.slice(0, place), ...elements, ...array.slice(place + count)]
}
