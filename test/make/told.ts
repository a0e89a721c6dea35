import type { Envelope } from '#contract/kernel/rpc'

/**
 * What a reply tells: the data, or the refusal without what is of this call alone. Addresses of files expire, so they
 * are signed anew each time.
 */
export const told = ({ reply }: { reply: Envelope }): unknown =>
  JSON.parse(
    JSON.stringify(reply.ok ? reply.data : { ...reply.error, requestId: '' }).replace(/\?sign=[^"]*/g, ''),
    (name, value) => (name === 'expiresAt' ? '' : value),
  )
