import { casesIn, expectIdempotent } from '../make/idempotency'
import { expectIndexes } from '../make/indexes'
import { aWorldOfWrites } from '../make/writes'

const world = aWorldOfWrites()

test.each(casesIn(2, 2))(
  'B1, B2, B9: $name, interrupted at any call it makes and repeated with its key, has the effect of one request',
  writeCase => expectIdempotent(world, writeCase),
)

test('every query that interrupted requests made is served by a declared index', () => expectIndexes(world))
