import type { Query } from '../collection'
import { requestFailed } from '../error'
import { parseSort } from '../query/sort'
import { type Document, isDocument, type Value } from '../value'
import type { Pipeline } from './stage'
import { compileStage } from './stages'

/** @throws DATABASE_REQUEST_FAILED for a stage or an expression that is unknown or not supported */
export function compilePipeline(stages: Value): Pipeline {
  if (!Array.isArray(stages)) throw requestFailed('a pipeline must be an array of stages')
  const named = stages.map(stageEntry)
  return {
    stages: named.map(([name, operand]) => compileStage(name, operand, compilePipeline)),
    ...leadOf(named),
  }
}

type NamedStage = [name: string, operand: Value]

function stageEntry(stage: Value): NamedStage {
  const entries = isDocument(stage) ? Object.entries(stage) : []
  if (entries.length !== 1)
    throw requestFailed('A pipeline stage specification object must contain exactly one field.')
  return entries[0]!
}

/** The stages at the beginning that amount to a query: each at most once, in the order of a query's parts. */
function leadOf(stages: NamedStage[]): Omit<Pipeline, 'stages'> {
  const lead: Query = { filter: {} }
  const order = ['$match', '$sort', '$skip', '$limit']
  let next = 0
  let leading = 0
  for (const [name, operand] of stages) {
    const part = order.indexOf(name, next)
    if (part < 0) break
    if (name === '$match') lead.filter = operand as Document
    if (name === '$sort') lead.sort = parseSort(operand as Document)
    if (name === '$skip') lead.skip = operand as number
    if (name === '$limit') lead.limit = operand as number
    next = part + 1
    leading++
  }
  return { lead, leading }
}
