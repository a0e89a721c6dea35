import * as v from 'valibot'
import { repairPages } from '#contract/features/repair'
import { refuse } from '#contract/kernel/errors'
import type { PlaceView, repair } from '#contract/repair'
import { placeWords } from '#contract/repair.messages'
import { auditEntry, withAudit } from '../../kernel/audit'
import { _, openapi, storage } from '../../kernel/data/cloud'
import { decodeCursor, toPage } from '../../kernel/data/page'
import { prefixMatch } from '../../kernel/data/search'
import { type Fields, table } from '../../kernel/data/table'
import { operationKey } from '../../kernel/idempotency'
import { wordForms } from '../../kernel/identity/member-index'
import type { Handlers } from '../../kernel/serve'
import type { Place } from '../model'

const places = table<Place>('places')

const placeView = ({ _id: id, campus, building, room }: Place): PlaceView => ({ id, campus, building, room })

const inOrder = v.tuple([v.string(), v.string(), v.string(), v.string()])

/** Conditions that a place comes behind another. */
const behind = ([campus, building, room, id]: [string, string, string, string]): Fields =>
  _.or([
    { campus: _.gt(campus) },
    { campus, building: _.gt(building) },
    { campus, building, room: _.gt(room) },
    { campus, building, room, _id: _.gt(id) },
  ]) as unknown as Fields

/** The page of a printed code: reporting, with the place filled in. WeChat wants it without the leading slash. */
const PAGE = repairPages.report.slice(1)
/** Addresses end with the next hour but one: asked for again they are the same, and no picture is fetched twice. */
const secondsLeft = (): number => 7200 - (Math.floor(Date.now() / 1000) % 3600)

/** What WeChat puts into the code: at most 32 characters, so ids of places are shorter than others. */
const sceneOf = (id: string): string => `p=${id}`
const PLACE_ID = 24

const FOLDER = 'places/'
const fileOf = (id: string): string => `${id}.png`

/** Draws the place's picture and answers the folder; two who do it at once put the same into the same file. */
async function drawCode({ _id }: Place): Promise<string> {
  const drawn = await openapi.wxacode.getUnlimited({ scene: sceneOf(_id), page: PAGE, checkPath: false })
  const file = await storage.upload(FOLDER + fileOf(_id), drawn.buffer as unknown as Buffer)
  return file.slice(0, -fileOf(_id).length)
}

/** The files of the places' codes: drawn where there are none yet, and remembered all in one call. */
async function codesOf(found: Place[]): Promise<string[]> {
  const bare = found.filter(({ codes }) => !codes)
  const [folder = ''] = await Promise.all(bare.map(drawCode))
  if (folder) await places.updateAll({ _id: _.in(bare.map(({ _id }) => _id)) }, { codes: folder })
  return found.map(({ _id, codes = folder }) => codes + fileOf(_id))
}

export const placeHandlers: Pick<Handlers<typeof repair>, 'places' | 'savePlace' | 'placeCodes'> = {
  async places({ text, page }) {
    const rows = await places.aggregate<Place>(page.size + 1, pipeline =>
      pipeline
        .match(
          _.and([
            ...(text ? prefixMatch(text) : [{ campus: _.gte('') }]),
            ...(page.after ? [behind(decodeCursor(inOrder, page.after))] : []),
          ]),
        )
        .sort({ campus: 1, building: 1, room: 1, _id: 1 })
        .limit(page.size + 1),
    )
    return toPage(rows, page.size, placeView, row => [row.campus, row.building, row.room, row._id])
  },

  async savePlace({ id, ...facts }, { actor, now, key, newId }) {
    const lastKey = operationKey('savePlace', key)
    const _id = id ?? newId().slice(0, PLACE_ID)
    const audit = auditEntry(actor, {
      id: newId(),
      at: now,
      action: 'savePlace',
      departments: [],
      after: facts,
      target: { kind: 'place', id: _id, name: placeWords(facts) },
    })
    const { campus, building, room } = facts
    const terms = [...new Set([campus, building, room, building + room].flatMap(word => wordForms(word)))]
    if (!id) await places.add({ _id, ...facts, terms, version: 1, lastKey, audit: [audit] })
    else if (
      !(await places.update(
        { _id, lastKey: _.neq(lastKey || null) },
        { ...facts, terms: _.set(terms), lastKey, version: _.inc(1), ...withAudit(audit) },
      ))
    )
      return placeView((await places.first({ _id })) ?? refuse('NOT_FOUND', { field: 'id' }))
    return { id: _id, ...facts }
  },

  async placeCodes({ ids }) {
    const found = await places.find({ _id: _.in(ids) }, ids.length)
    // Drawn first: how long the addresses last is counted from when they are asked for.
    const codes = await codesOf(found)
    const addresses = await storage.addresses(codes, secondsLeft())
    return {
      items: found.flatMap((place, i) => {
        const code = addresses[i]
        return code ? [{ id: place._id, name: placeWords(place), code }] : []
      }),
    }
  },
}
