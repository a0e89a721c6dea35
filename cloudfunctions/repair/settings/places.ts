import { repairPages } from '#contract/features/repair'
import { refuse } from '#contract/kernel/errors'
import type { BuildingView, PlaceSettings, repair } from '#contract/repair'
import { placeWords } from '#contract/repair.messages'
import type { AuditFacts } from '../../kernel/audit'
import { _, $ } from '../../kernel/data/cloud'
import { listPage, type SortKey } from '../../kernel/data/page'
import { matches } from '../../kernel/data/search'
import { addressesOf } from '../../kernel/files/attachments'
import { pageCode } from '../../kernel/files/code'
import { create, revise } from '../../kernel/revise'
import { searchTerms } from '../../kernel/search/terms'
import type { Handlers } from '../../kernel/serve'
import type { Place } from '../model'
import { places } from '../tables'

/** The only door through which a place leaves the server. */
const placeView = ({ _id: id, campus, building, room, version }: Place): PlaceSettings => ({
  id,
  campus,
  building,
  room,
  version,
})

const ORDER: SortKey[] = [
  ['campus', 1, 'string'],
  ['building', 1, 'string'],
  ['room', 1, 'string'],
  ['_id', 1, 'string'],
]

/** More than a campus has. */
const MAX_BUILDINGS = 500

/** The page of a printed code: reporting, with the place filled in. WeChat wants it without the leading slash. */
const PAGE = repairPages.report.slice(1)

/** The scene of a mini program code has at most 32 characters, so ids of places are shorter than others. */
const sceneOf = (id: string): string => `p=${id}`
const PLACE_ID = 24

const FOLDER = 'places/'
const fileOf = (id: string): string => `${id}.png`

/** Draws the place's picture and answers the folder; two who do it at once put the same into the same file. */
async function drawCode({ _id }: Place): Promise<string> {
  const file = await pageCode({ page: PAGE, scene: sceneOf(_id), path: FOLDER + fileOf(_id) })
  return file.slice(0, -fileOf(_id).length)
}

/** The files of the places' codes: drawn where there are none yet, and remembered all in one call. */
async function codesOf(found: Place[]): Promise<string[]> {
  const bare = found.filter(({ codes }) => !codes)
  const [folder = ''] = await Promise.all(bare.map(drawCode))
  if (folder) await places.updateAll({ _id: _.in(bare.map(({ _id }) => _id)) }, { codes: folder })
  return found.map(({ _id, codes = folder }) => codes + fileOf(_id))
}

export const placeHandlers: Pick<
  Handlers<typeof repair>,
  'places' | 'buildings' | 'savePlace' | 'placeCodes'
> = {
  places: ({ text, of, page }) =>
    listPage(
      places,
      {
        where: of || !text ? [of ?? { campus: _.gte('') }] : [],
        ...(text && { anyOf: matches(text) }),
        order: ORDER,
        page,
      },
      placeView,
    ),

  async buildings() {
    const rows = await places.aggregate<{ _id: Omit<BuildingView, 'places'>; places: number }>(
      MAX_BUILDINGS,
      pipeline =>
        pipeline
          .match({ campus: _.gte('') })
          .group({ _id: { campus: '$campus', building: '$building' }, places: $.sum(1) })
          .sort({ _id: 1 })
          .limit(MAX_BUILDINGS),
    )
    return { items: rows.map(({ _id, places }) => ({ ..._id, places })) }
  },

  async savePlace({ id, version, ...facts }, context) {
    const { campus, building, room } = facts
    const terms = searchTerms({ words: [campus, building, room, building + room] })
    const row = { _id: id ?? context.newId().slice(0, PLACE_ID), ...facts, terms }
    const audit: AuditFacts = {
      action: 'savePlace',
      departments: [],
      after: facts,
      target: { kind: 'place', id: row._id, name: placeWords(facts) },
    }
    if (!id) return placeView(await create(places, context, 'savePlace', { row, audit }))
    const saved = await revise(places, context, {
      op: 'savePlace',
      seen: version,
      load: async () => (await places.first({ _id: id })) ?? refuse('NOT_FOUND', { field: 'id' }),
      decide: () => ({ set: { ...facts, terms }, audit }),
      view: placeView,
    })
    return placeView(saved)
  },

  async placeCodes({ ids }) {
    const found = await places.find({ _id: _.in(ids) }, ids.length)
    const codes = await codesOf(found)
    const addressOf = await addressesOf(codes)
    return {
      items: found.flatMap((place, i) => {
        const code = addressOf(codes[i]!)
        return code ? [{ id: place._id, name: placeWords(place), code }] : []
      }),
    }
  },
}
