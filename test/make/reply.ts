import type { Envelope } from '#contract/kernel/rpc'

/**
 * The data of a reply, or its refusal, without what belongs to this call alone: the request's id, and the signatures of
 * addresses, which expire.
 */
export const comparableReply = ({ reply }: { reply: Envelope }): unknown =>
  JSON.parse(
    JSON.stringify(reply.ok ? reply.data : { ...reply.error, requestId: '' }).replace(/\?sign=[^"]*/g, ''),
    (name, value) => (name === 'expiresAt' ? '' : value),
  )
