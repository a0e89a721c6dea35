import { randomInt } from 'node:crypto'
import { CODE } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { MINUTE } from '#contract/kernel/time'
import { _ } from '../../kernel/data/cloud'
import { table } from '../../kernel/data/table'
import { digest, same } from './digest'

/** The code for one address and one WeChat account, so that other callers can neither use it nor use up its tries. */
interface Code {
  _id: string
  digest: string
  /** In order of arrival; the first correct try uses the code up. */
  tries: { press: string; guess: string }[]
  expiresAt: Date
}

const codes = table<Code>('codes')

const idOf = (openid: string, address: string): string => digest('code', openid, address)

/** A new code in place of the one before; only its digest is kept. */
export async function newCode(openid: string, address: string, now: Date): Promise<string> {
  const code = String(randomInt(10 ** CODE.digits)).padStart(CODE.digits, '0')
  const _id = idOf(openid, address)
  const expiresAt = new Date(+now + CODE.minutes * MINUTE)
  await codes.put({ _id, digest: digest(_id, code), tries: [], expiresAt })
  return code
}

export interface Attempt {
  openid: string
  address: string
  code: string
  /** The operation key of the request, so that retries count as one try. */
  press: string
}

/** Counts the try, then compares. Refuses CODE_EXPIRED, CODE_WRONG, and TOO_OFTEN after five tries. */
export async function verifyCode({ openid, address, code, press }: Attempt, now: Date): Promise<void> {
  const _id = idOf(openid, address)
  const open = { [`tries.${CODE.tries - 1}`]: _.exists(false), 'tries.press': _.neq(press) }
  await codes.update(
    { _id, expiresAt: _.gt(now), ...open },
    { tries: _.push([{ press, guess: digest(_id, code) }]) },
  )
  const found = (await codes.first({ _id })) ?? refuse('CODE_EXPIRED')
  const mine = found.tries.find(one => one.press === press)
  if (!mine) refuse(found.expiresAt > now ? 'TOO_OFTEN' : 'CODE_EXPIRED')
  if (!same(mine.guess, found.digest)) refuse('CODE_WRONG', { field: 'code' })
  const first = found.tries.find(one => same(one.guess, found.digest))
  if (first !== mine) refuse('CODE_EXPIRED')
}

/** Makes the code usable again for a caller who proved it but still has to give a name. */
export const returnCode = ({ openid, address, press }: Attempt): Promise<boolean> =>
  codes.update({ _id: idOf(openid, address) }, { tries: _.pull({ press }) })
