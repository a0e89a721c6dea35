import type { Outcome } from '../../scripts/local-cloud/cloud'
import { recordActions } from '../make/faults'
import { cases, expectRead, expectTaken, isNothing, NOTHING, withTrial } from '../make/idempotency'
import { BUDGET } from '../make/roles'
import { timelessReply } from '../make/snapshot'
import { aWorldOfWrites } from '../make/writes'

const world = aWorldOfWrites()

const TOGETHER = 3

test.each(cases)(
  'B1, B2: $name, sent again with its key, later or several times at once, has the effect of one request',
  async writeCase => {
    const { operation, write } = writeCase
    await withTrial(world, writeCase, async ({ request, at, begin, changed, settled }) => {
      const { outcome, actions } = await recordActions(world.cloud, request)
      expectTaken(outcome)
      expect(outcome.databaseCalls).toBeLessThanOrEqual(BUDGET[operation.title]!)
      const answered = timelessReply(outcome, at)
      const answer = (one: Outcome) => (isLate(one, write.lost) ? answered : timelessReply(one, at))
      if (isNothing(await changed())) {
        expectRead(writeCase, actions)
        return expect(answer(await request())).toEqual(answered)
      }
      const once = await settled()
      await begin()
      const many = await Promise.all(Array.from({ length: TOGETHER }, request))
      for (const one of [...many, await request()]) expect(answer(one)).toEqual(answered)
      // A code of WeChat's is used up and does not come back with the documents.
      expect(write.lost ? [once, NOTHING] : [once]).toContainEqual(await settled())
    })
  },
)

/** True for the refusal of a request that finds its code or its file used up by the same press. */
const isLate = ({ reply }: Outcome, lost: string | undefined): boolean =>
  !reply.ok && [lost, 'FILE_UNUSABLE'].includes(reply.error.code)
