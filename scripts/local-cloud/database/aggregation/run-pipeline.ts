import type { Document } from '../value'
import { narrowedByExpr } from './narrowing'
import type { Pipeline, Run, Stage } from './stage'

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
