import { requestFailed } from '../error'
import { compileExpression } from '../expression'
import type { Scope } from '../expression/operator'
import { compileFilter } from '../query/filter'
import { parseSort, sortDocuments } from '../query/sort'
import { type Document, isDocument, typeName, type Value } from '../value'
import { compileBucket, compileBucketAuto, compileGroup } from './group'
import { compileLookup } from './lookup'
import { compileAddFields, compileProject } from './project'
import { sample } from './sample'
import type { PipelineCompiler, Run, Stage } from './stage'
import { compileUnwind } from './unwind'

type StageCompiler = (operand: Value, compilePipeline: PipelineCompiler) => Stage

function scopes(documents: Document[], { variables }: Run): Scope[] {
  return documents.map(root => ({ root, variables }))
}

/** A stage that turns the documents into others, given expressions over them. */
function overScopes(transform: (scopes: Scope[]) => Document[]): Stage {
  return (documents, run) => transform(scopes(documents, run))
}

function eachScope(transform: (scope: Scope) => Document): Stage {
  return overScopes(all => all.map(transform))
}

/** The size is checked when the stage is compiled, whether or not documents reach it. */
function slicing(size: number, take: (documents: Document[], size: number) => Document[]): Stage {
  return documents => take(documents, size)
}

function replaceRoot(specification: Document): Stage {
  if (specification.newRoot === undefined) throw requestFailed('$replaceRoot requires newRoot')
  const root = compileExpression(specification.newRoot)
  return overScopes(all =>
    all.map(scope => {
      const document = root(scope)
      if (isDocument(document)) return document
      throw requestFailed(`'newRoot' expression must evaluate to an object, but it is ${typeName(document)}`)
    }),
  )
}

function count(name: Value): Stage {
  if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.')) {
    throw requestFailed('the count field must be a non-empty string without $ and dot')
  }
  return documents => (documents.length === 0 ? [] : [{ [name]: documents.length }])
}

function sortByCount(expression: Value): Stage {
  const group = compileGroup({ _id: expression, count: { $sum: 1 } })
  return (documents, run) => sortDocuments(group(scopes(documents, run)), { count: -1 })
}

function whole(stage: string, value: Value, least: number): number {
  if (!Number.isInteger(value) || (value as number) < least) {
    throw requestFailed(`${stage} takes a whole number of at least ${least}`)
  }
  return value as number
}

function document(
  stage: string,
  compile: (specification: Document, compilePipeline: PipelineCompiler) => Stage,
): [string, StageCompiler] {
  return [
    stage,
    (operand, compilePipeline) => {
      if (!isDocument(operand)) throw requestFailed(`the ${stage} specification must be an object`)
      return compile(operand, compilePipeline)
    },
  ]
}

function match(filter: Document): Stage {
  compileFilter(filter)
  return (documents, { variables }) => documents.filter(compileFilter(filter, variables))
}

function sort(specification: Document): Stage {
  const order = parseSort(specification)
  if (Object.keys(order).length === 0) throw requestFailed('$sort stage must have at least one sort key')
  return documents => sortDocuments(documents, order)
}

const STAGES = new Map<string, StageCompiler>([
  document('$match', match),
  document('$sort', sort),
  document('$project', fields => eachScope(compileProject(fields))),
  document('$addFields', fields => eachScope(compileAddFields(fields))),
  document('$group', specification => overScopes(compileGroup(specification))),
  document('$bucket', specification => overScopes(compileBucket(specification))),
  document('$bucketAuto', specification => overScopes(compileBucketAuto(specification))),
  document('$replaceRoot', replaceRoot),
  document('$lookup', compileLookup),
  document('$sample', ({ size }) => slicing(whole('$sample', size ?? null, 1), sample)),
  ['$unwind', compileUnwind],
  ['$count', count],
  ['$sortByCount', sortByCount],
  ['$skip', value => slicing(whole('$skip', value, 0), (documents, size) => documents.slice(size))],
  ['$limit', value => slicing(whole('$limit', value, 1), (documents, size) => documents.slice(0, size))],
])

/**
 * Compiles one stage.
 * @param compilePipeline compiles the pipelines inside of a stage, such as `$lookup`'s
 * @throws DATABASE_REQUEST_FAILED for a stage that the local cloud does not have, or a wrong operand
 */
export function compileStage(name: string, operand: Value, compilePipeline: PipelineCompiler): Stage {
  const compile = STAGES.get(name)
  if (!compile) throw requestFailed(`Unrecognized or unsupported pipeline stage name: '${name}'`)
  return compile(operand, compilePipeline)
}
