import type { Overview } from '../../local-cloud/console/replies'
import { ask, get } from './api'
import { openDialog } from './dialog'
import { actionButton, field, h } from './dom'
import { ahead, moment } from './words'

const MINUTE = 60
const STEPS: [words: string, seconds: number][] = [
  ['快进 1 分钟', MINUTE],
  ['快进 1 小时', 60 * MINUTE],
  ['快进 1 天', 24 * 60 * MINUTE],
]

/** Milliseconds by which the cloud is ahead of this browser. */
let offset = 0
let aheadMs = 0

const now = (): number => Date.now() + offset

/** Takes over the cloud's time. */
export function tellTime(clock: Overview['clock']): void {
  offset = Date.parse(clock.now) - Date.now()
  aheadMs = clock.aheadMs
  draw()
}

/** Starts the clock in the head of the page, which shows the cloud's time and opens the dialog that moves it. */
export async function startClock(): Promise<void> {
  place().addEventListener('click', openClock)
  await refresh()
  setInterval(draw, 1000)
}

const place = () => document.getElementById('clock')!

function draw(): void {
  const words = ahead(aheadMs)
  place().replaceChildren(moment(now()), ...(words ? [h('b', {}, words)] : []))
  place().setAttribute('aria-label', `云端时间 ${moment(now())}${words && `，比真实时间${words}`}，点按调整`)
}

async function refresh(): Promise<void> {
  tellTime((await get<Overview>('/local/console/overview')).clock)
}

const move = async (body: object): Promise<void> => {
  await ask('POST', '/local/clock', JSON.stringify(body))
  await refresh()
}

function openClock(): void {
  const shown = h('p', { class: 'big' }, moment(now()))
  const moved = async (body: object) => {
    await move(body)
    shown.textContent = moment(now())
  }
  const input = h('input', { type: 'datetime-local', value: localInput(now()) })
  const steps = STEPS.map(([words, seconds]) =>
    actionButton(words, 'quiet', () => moved({ advanceSeconds: seconds })),
  )
  const set = actionButton('调到这个时间', 'primary', () => moved({ now: `${input.value}:00+08:00` }))
  const back = actionButton('回到真实时间', 'quiet', () => moved({ advanceSeconds: -aheadMs / 1000 }))
  openDialog(
    '云端时间',
    shown,
    h('p', { class: 'weak' }, '云函数、定时器和数据库都按这个时间走。往前调的时候，到点的定时器会自动触发。'),
    h('div', { class: 'buttons' }, ...steps),
    field('北京时间', input),
    h('div', { class: 'dialog-foot' }, back, set),
  )
}

/** The value of a `datetime-local` input, to the minute, in the product's zone. */
const localInput = (at: number): string => new Date(at + 8 * 3600_000).toISOString().slice(0, 16)
