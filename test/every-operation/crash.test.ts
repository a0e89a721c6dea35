import { everyWay, PEOPLE, pressedOnce } from '../make/idempotency'
import { aWorldOfWrites } from '../make/writes'

const world = aWorldOfWrites()

test.each(everyWay(fn => PEOPLE.includes(fn)))(
  'B1, B9: %s, interrupted at any call it makes and pressed again, is as if pressed once',
  (_, way) => pressedOnce(world, way),
)
