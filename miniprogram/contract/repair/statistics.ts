import * as v from 'valibot'
import { date } from '../kernel/fields'
import { op } from '../kernel/rpc'
import { dispatcher } from './shared'
import { ticketFilters } from './tickets'

export const STATS_BY = {
  category: '类别',
  building: '楼宇',
  worker: '维修工',
  month: '月份',
} as const

export type StatsBy = keyof typeof STATS_BY

/** Columns of an export. */
export const TICKET_SHEET = {
  number: '单号',
  state: '状态',
  resolution: '办理情况',
  category: '类别',
  place: '地点',
  summary: '概述',
  reporter: '报修人',
  worker: '维修工',
  at: '报修时间',
  acceptedAt: '受理时间',
  finishedAt: '完成时间',
  overdue: '催办次数',
  result: '维修结果',
  efficiency: '维修效率',
  words: '评价',
} as const

export interface StatsView {
  rows: {
    key: string
    name: string
    count: number
    finished: number
    hoursToAccept: number | null
    hoursToFinish: number | null
    result: number | null
    efficiency: number | null
  }[]
}

export const statisticsOperations = {
  stats: op<StatsView>()(
    dispatcher,
    v.object({ from: date, to: date, by: v.picklist(Object.keys(STATS_BY) as StatsBy[]) }),
  ),
  export: op<{ url: string; rows: number; expiresAt: string }>()(
    dispatcher,
    v.object({
      from: date,
      to: date,
      ...ticketFilters,
      format: v.optional(v.picklist(['xlsx', 'csv']), 'csv'),
    }),
  ),
} as const
