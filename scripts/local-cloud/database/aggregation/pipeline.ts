import type { Query } from '../collection'
import { requestFailed } from '../error'
import { parseSort } from '../query/sort'
import { type Document, isDocument, type Value } from '../value'
import { narrowedByExpr } from './narrowing'
import type { Scope } from './operator'
import { compileStage, type Stage } from './stages'

/** Where a pipeline finds documents. */
export interface Source {
  /** @param action what the recorder is to call the query */
  find(collection: string, query: Query, action: string): Document[]
}

/** One run of a pipeline: its source and the variables that are bound. */
export interface Run {
  source: Source
  variables: Scope['variables']
}

/** A compiled pipeline. */
export interface Pipeline {
  stages: Stage[]
  /** What the first stages amount to, as a query that the collection answers itself. */
  lead: Query
  /** How many stages that is. */
  leading: number
}

/** @throws DATABASE_REQUEST_FAILED for a stage or an expression that is unknown or not supported */
export function compilePipeline(stages: Value): Pipeline {
  if (!Array.isArray(stages)) throw requestFailed('a pipeline must be an array of stages')
  const named = stages.map(stageEntry)
  return { stages: named.map(([name, operand]) => compileStage(name, operand)), ...leadOf(named) }
}

/** Runs a pipeline over a collection. Stored documents are never copied as a whole, and never changed. */
export function runPipeline(
  collection: string,
  { lead, leading, stages }: Pipeline,
  run: Run,
  action: string,
): Document[] {
  const filter = narrowedByExpr(lead.filter, run.variables)
  const documents = run.source.find(collection, { ...lead, filter, variables: run.variables }, action)
  return runStages(documents, stages.slice(leading), run)
}

export function runStages(documents: Document[], stages: Stage[], run: Run): Document[] {
  return stages.reduce((flowing, stage) => stage(flowing, run), documents)
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
