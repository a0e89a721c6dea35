import type { WorkerView } from '#contract/repair'
import type { Worker } from '../model'

type Why = WorkerView['why'][number]

/** The facts about a ticket that decide on a worker. */
export interface Job {
  /** The required skill, which is the name of the category. */
  skill: string
  /** Empty where the place names no campus. */
  campus: string
  /** Ids of the workers who gave the ticket up. */
  gaveUp: readonly string[]
}

/** A worker's fitness, with the reasons for and against; `load` marks those who fit and have the fewest tickets. */
export interface Fit {
  worker: Worker
  fits: boolean
  why: Why[]
}

/**
 * All workers, the best choice first: those who have the skill, work on the campus, are on duty and did not give the
 * ticket up, by the number of their open tickets; then the others likewise.
 */
export function rankWorkers(workers: readonly Worker[], job: Job): Fit[] {
  const judged = workers.map(worker => assessWorker(worker, job))
  const least = Math.min(...judged.filter(({ fits }) => fits).map(({ worker }) => worker.load))
  return judged
    .map(fit =>
      fit.fits && fit.worker.load === least ? { ...fit, why: [...fit.why, 'load' as const] } : fit,
    )
    .sort(
      (a, b) =>
        Number(b.fits) - Number(a.fits) ||
        a.worker.load - b.worker.load ||
        (a.worker._id < b.worker._id ? -1 : 1),
    )
}

function assessWorker(worker: Worker, { skill, campus, gaveUp }: Job): Fit {
  const { _id, skills, campuses, onDuty } = worker
  const there = !campus || campuses.includes(campus)
  const fits = skills.includes(skill) && there && onDuty && !gaveUp.includes(_id)
  const why: Why[] = [skills.includes(skill) ? 'skill' : 'noSkill', there ? 'campus' : 'otherCampus']
  return {
    worker,
    fits,
    why: [...why, onDuty ? 'onDuty' : 'offDuty', ...(gaveUp.includes(_id) ? ['gaveUp' as const] : [])],
  }
}
