import type { WorkerView } from '#contract/repair'
import type { Worker } from '../model'

type Why = WorkerView['why'][number]

/** What is to be mended, as far as the choice of a worker goes. */
export interface Job {
  /** The skill asked for: the category's name. */
  skill: string
  /** Empty where the place names none. */
  campus: string
  /** Ids of those who gave it up. */
  gaveUp: readonly string[]
}

/** How well a worker fits: what speaks for them, or against; `load` where nobody who fits has less to do. */
export interface Fit {
  worker: Worker
  fits: boolean
  why: Why[]
}

/**
 * All workers, the best choice first: those who have the skill, work on the campus, are on duty and did not give it up,
 * by how little they have to do; then the others likewise.
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
