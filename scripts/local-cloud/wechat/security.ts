import { randomBytes } from 'node:crypto'
import { APP_ID } from '../functions/environment'
import { LIMITS } from '../limits'
import { type Api, type Arguments, text, WeChatError } from './error'
import type { PushEvent } from './message-push'

type Suggest = 'pass' | 'review' | 'risky'
interface Verdict {
  suggest: Suggest
  label: number
}

const PASS: Verdict = { suggest: 'pass', label: 100 }
/** A few words that stand for the many that WeChat knows. Labels are WeChat's. */
const WORDS: Record<string, Verdict> = {
  赌博: { suggest: 'risky', label: 20006 },
  色情: { suggest: 'risky', label: 20002 },
  刷单: { suggest: 'risky', label: 20008 },
  笨蛋: { suggest: 'review', label: 20003 },
  加微信: { suggest: 'review', label: 10001 },
}
const MAX_CONTENT = LIMITS.checkedText.value
const BY_SEVERITY: Suggest[] = ['risky', 'review']

/** security.msgSecCheck, version 2. */
export const checkMessage: Api = args => {
  checkCommon(args)
  const content = text(args, 'content', 40097)
  if (content.length > MAX_CONTENT) throw new WeChatError(45002, 'content size out of limit')
  const result = verdictOn(content)
  const strategy = { strategy: 'content_model', errcode: 0, ...result, prob: 90 }
  return { json: { detail: [strategy], result, trace_id: traceId() } }
}

/**
 * security.mediaCheckAsync: answers at once, and tells what came of it later. A file whose name contains `risky` or
 * `review` is that; every other passes.
 * @param push sends an event to the mini program's message push
 */
export const checkMedia =
  (push: (event: PushEvent) => void, now: () => number): Api =>
  args => {
    checkCommon(args)
    const url = text(args, 'media_url', 40097)
    if (args.media_type !== 1 && args.media_type !== 2) throw new WeChatError(40097, 'invalid media_type')
    const result = mediaVerdict(url)
    const trace_id = traceId()
    push({
      ToUserName: 'gh_local',
      FromUserName: args.openid,
      CreateTime: Math.floor(now() / 1000),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: APP_ID,
      trace_id,
      version: 2,
      detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
      errcode: 0,
      errmsg: 'ok',
      result,
    })
    return { json: { trace_id } }
  }

function checkCommon(args: Arguments): void {
  if (args.version !== 2) throw new WeChatError(40097, 'invalid version, only 2 is offered here')
  if (![1, 2, 3, 4].includes(args.scene as number)) throw new WeChatError(40129, 'invalid scene')
  text(args, 'openid', 40003)
}

function verdictOn(content: string): Verdict {
  const found = Object.keys(WORDS)
    .filter(word => content.includes(word))
    .map(word => WORDS[word]!)
  const worst = BY_SEVERITY.flatMap(severity => found.filter(({ suggest }) => suggest === severity))
  return worst[0] ?? PASS
}

function mediaVerdict(url: string): Verdict {
  const name = url.split('?')[0]!
  const suggest = BY_SEVERITY.find(severity => name.includes(severity))
  return suggest ? { suggest, label: 20002 } : PASS
}

const traceId = (): string => randomBytes(12).toString('hex')
