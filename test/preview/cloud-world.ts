import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import { start } from '../../scripts/local-cloud/start'
import { buildPreview } from '../../scripts/preview/build'
import { openBrowser, openPhone, type Phone } from '../journeys/browser'

/** A teacher of the fictional university, and a student. */
export const LIN = { id: 't-lin', openid: 'o-t-lin' }
export const CHEN = { id: 's-chen', name: '陈小满', openid: 'o-s-chen' }

export interface CloudWorld {
  cloud: LocalCloud
  /** Opens a phone of LIN's, which is closed after the test. */
  open(path: string): Promise<Phone>
  /** The same for a whole file of tests that leave nothing behind: opening is what takes time. */
  openForAll(path: string): Promise<Phone>
}

/** The fixture on the real local cloud, without functions and documents, and a browser to look at it. */
export function inCloudWorld(): CloudWorld {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weoffice-preview-'))
  const pages = path.join(folder, 'preview')
  let browser: Awaited<ReturnType<typeof openBrowser>>
  const phones: Phone[] = []
  const lasting: Phone[] = []
  const open = (page: string) => openPhone(browser, { url: world.cloud.url, as: LIN.id, path: page })
  const world = {
    open: async page => keep(phones, await open(page)),
    openForAll: async page => keep(lasting, await open(page)),
  } as CloudWorld
  beforeAll(async () => {
    await buildPreview({ miniprogram: path.join(__dirname, 'fixture'), outDir: pages })
    world.cloud = await start({
      functions: path.join(folder, 'functions'),
      collections: [],
      seed: () => ({}),
      pages,
    })
    browser = await openBrowser()
  })
  afterEach(async () => {
    await Promise.all(phones.splice(0).map(phone => phone.close()))
  })
  afterAll(async () => {
    const closed = Promise.all(lasting.map(phone => phone.close()))
    await closed.finally(async () => {
      await browser?.close()
      await world.cloud?.close()
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    })
  })
  return world
}

function keep(phones: Phone[], phone: Phone): Phone {
  phones.push(phone)
  return phone
}

type Answer = Record<string, unknown> & { errMsg: string }

/** Lets the fixture's page ask `wx` by a tap. */
export async function tapToAsk(phone: Phone, name: string, options: object = {}): Promise<void> {
  await phone.byId('ask').waitFor()
  await phone.page.evaluate(
    data => {
      const [page] = (
        globalThis as never as { getCurrentPages(): { setData(data: object): void }[] }
      ).getCurrentPages()
      page!.setData(data)
    },
    { name, options, said: '' },
  )
  await phone.byId('ask').click()
}

/** The answer of `wx` to the last question. */
export async function answer(phone: Phone): Promise<Answer> {
  const said = phone.byId('said').filter({ hasText: 'errMsg' })
  await said.waitFor()
  return JSON.parse(await said.innerText())
}

/** Chooses files in the chooser that `press` opens. */
export async function choose(
  { page }: Phone,
  press: () => Promise<void>,
  files: { name: string; mimeType: string; buffer: Buffer }[],
): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()])
  await chooser.setFiles(files)
}
