import { type HashKey, hashKey } from '../compare'
import { requestFailed } from '../error'
import { compileExpression } from '../expression'
import type { Expression } from '../expression/operator'
import { someAtPath } from '../query/path'
import { type Document, isDocument, type Value } from '../value'
import { runPipeline, runStages } from './run-pipeline'
import type { Pipeline, PipelineCompiler, Run, Stage } from './stage'
import { withValue } from './with-value'

interface Lookup {
  from: string
  as: string[]
  /** The join by equality, when it is asked for. */
  fields?: { local: string[]; foreign: string }
  variables: (readonly [string, Expression])[]
  pipeline?: Pipeline
}

/** Compiles `$lookup`: a join by equal fields, by a pipeline with variables, or by both. */
export function compileLookup(specification: Document, compilePipeline: PipelineCompiler): Stage {
  const lookup = parseLookup(specification, compilePipeline)
  return (documents, run) => {
    const joined = new Map<HashKey, Document[]>()
    return documents.map(document => withValue(document, lookup.as, joinedTo(document, lookup, run, joined)))
  }
}

const OPTIONS = ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline']

function parseLookup(specification: Document, compilePipeline: PipelineCompiler): Lookup {
  const unknown = Object.keys(specification).find(name => !OPTIONS.includes(name))
  if (unknown) throw requestFailed(`unknown argument to $lookup: ${unknown}`)
  const { from, as, localField, foreignField, let: bindings = {}, pipeline } = specification
  if (typeof from !== 'string' || typeof as !== 'string') throw requestFailed('$lookup needs from and as')
  const byFields = typeof localField === 'string' && typeof foreignField === 'string'
  if (!byFields && (localField !== undefined || foreignField !== undefined || pipeline === undefined)) {
    throw requestFailed('$lookup requires localField and foreignField, or a pipeline, or both')
  }
  if (!isDocument(bindings)) throw requestFailed('$lookup argument let must be an object')
  return {
    from,
    as: as.split('.'),
    fields: byFields ? { local: localField.split('.'), foreign: foreignField } : undefined,
    variables: Object.entries(bindings).map(([name, value]) => [name, compileExpression(value)] as const),
    pipeline: pipeline === undefined ? undefined : compilePipeline(pipeline),
  }
}

/** @param known the answers for documents that ask the same, to ask only once */
function joinedTo(document: Document, lookup: Lookup, run: Run, known: Map<HashKey, Document[]>): Document[] {
  const { fields, pipeline } = lookup
  const variables = new Map(run.variables)
  for (const [name, value] of lookup.variables)
    variables.set(name, value({ root: document, variables: run.variables }))
  const filter = fields ? { [fields.foreign]: { $in: localValues(document, fields.local) } } : {}
  // A missing value asks something else than null.
  const bound = lookup.variables.map(([name]) => [
    variables.get(name) ?? null,
    variables.get(name) === undefined,
  ])
  const question = hashKey([filter, ...bound])
  const answered = known.get(question)
  if (answered) return answered
  const inner = { ...run, variables }
  const answer = fields
    ? runStages(run.source.find(lookup.from, { filter }, 'lookup'), pipeline?.stages ?? [], inner)
    : runPipeline(lookup.from, pipeline!, inner, 'lookup')
  known.set(question, answer)
  return answer
}

/** The document's values at the path, arrays taken apart; null alone where there are none. */
function localValues(document: Document, path: string[]): Value[] {
  const values: Value[] = []
  const gather = (value: Value | undefined) => {
    if (Array.isArray(value)) values.push(...value)
    else if (value !== undefined) values.push(value)
    return false
  }
  someAtPath(document, path, 0, { leaf: gather, element: gather })
  return values.length > 0 ? values : [null]
}
