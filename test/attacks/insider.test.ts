import * as fc from 'fast-check'
import { full, seedNumber } from '../make/sampling'
import { aModel } from './insider/model'
import { INSIDERS } from './insider/people'
import { sequences } from './insider/sequences'

const broken = aModel()

test('E-44, E-56: administrators of a part and outsiders gain nothing beyond it, whatever they do together', async () => {
  const property = fc.asyncProperty(sequences(INSIDERS), async steps => {
    expect(await broken(steps)).toEqual([])
  })
  await fc.assert(property, { numRuns: full ? 2000 : 20, seed: seedNumber })
}, 3_600_000)
