import type { Query } from '../collection'
import type { Scope } from '../expression/operator'
import type { Document, Value } from '../value'

/** The documents that a pipeline reads. */
export interface Source {
  /** @param action the name under which the recorder lists the query */
  find(collection: string, query: Query, action: string): Document[]
}

/** One run of a pipeline: its source and the variables that are bound. */
export interface Run {
  source: Source
  variables: Scope['variables']
}

/** Turns the documents that reach a stage into those that leave it. */
export type Stage = (documents: Document[], run: Run) => Document[]

/** A compiled pipeline. */
export interface Pipeline {
  stages: Stage[]
  /** The first stages as one query that the collection answers itself. */
  lead: Query
  /** The number of stages in `lead`. */
  leading: number
}

/** Compiles a pipeline; handed to the stages that hold pipelines of their own. */
export type PipelineCompiler = (stages: Value) => Pipeline
