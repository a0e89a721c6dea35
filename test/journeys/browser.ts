import fs from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Locator, type Page, type Request } from 'playwright-core'
import { full } from '../make/sampling'

const SCREENSHOTS = path.join(__dirname, 'screenshots')
/** True where pictures are taken for people to look at; they take time and decide nothing. */
const SHOTS = full || process.env.SHOTS === '1'
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The executable of a Chromium browser on this computer: CHROME_PATH, or where they are usually installed. */
export function findBrowser(): string | undefined {
  return [process.env.CHROME_PATH, ...usualPlaces()].find(file => file && fs.existsSync(file))
}

/** Starts a headless browser with a fresh profile. Throws when none is installed. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no Chromium browser was found; set CHROME_PATH to one')
  return chromium.launch({ executablePath, args: FLAGS })
}

export interface PhoneOptions {
  /** Where the preview is served. */
  url: string
  /** Persona id. */
  as: string
  /** Page to open, with its query; the home page without it. */
  path?: string
  theme?: 'light' | 'dark'
  /** Factor of the text size. */
  font?: number
  /** A finger instead of a mouse. */
  touch?: boolean
  /** Pixels of the screenshot for one of the page; 2 looks like a phone and takes longer to paint. Without pictures 1. */
  sharpness?: number
}

/** One phone of the preview, with its own storage, in the hands of one persona. */
export interface Phone {
  page: Page
  /** The page on top; pages below it stay in the document. */
  top: Locator
  /** An element of the page on top by its `data-testid`. */
  byId(testId: string): Locator
  /** Closes all pages and opens another. */
  go(path: string): Promise<void>
  /** Waits until every call was answered and no page waits to be drawn. */
  settle(): Promise<void>
  /** Takes a picture, in a full run or with SHOTS=1. */
  shot(name: string): Promise<void>
  /** Errors so far, on the console, of scripts and of requests. Taking them forgives them. */
  takeFaults(): string[]
  /** Closes the phone; rejects when anything went wrong that was not taken. */
  close(): Promise<void>
}

/** Opens a phone in a context of its own. */
export async function openPhone(browser: Browser, options: PhoneOptions): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    deviceScaleFactor: SHOTS ? (options.sharpness ?? 1) : 1,
    hasTouch: options.touch ?? false,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const faults = collectFaults(page)
  const calls = countCalls(page)
  await page.goto(addressOf(options))
  const top = page.locator('.wx-frame:visible')
  const byId = (testId: string) => top.locator(`[data-testid="${testId}"]`)
  const settle = async () => {
    // A tap may ask something only now.
    do await page.evaluate(REST)
    while (calls.pending > 0)
    await byId('state-loading').waitFor({ state: 'detached' })
  }
  return {
    page,
    top,
    byId,
    settle,
    go: async path => {
      await page.evaluate(`wx.reLaunch({ url: '/${path}' })`)
      await settle()
    },
    shot: async name => {
      if (SHOTS)
        await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), animations: 'disabled' })
    },
    takeFaults: () => faults.splice(0),
    close: async () => {
      await context.close()
      if (faults.length > 0) throw new Error(`The phone of ${options.as} reported:\n${faults.join('\n')}`)
    },
  }
}

function addressOf({ url, as, path = '', theme, font }: PhoneOptions): string {
  const query = new URLSearchParams({ as })
  if (theme) query.set('theme', theme)
  if (font) query.set('font', String(font))
  return `${url}/phone.html?${query}${path ? `#/${path}` : ''}`
}

/** Two frames and a moment: what a tap or an answer changes is drawn. */
const REST =
  'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))'

/** How many calls of the cloud wait for their answers. */
function countCalls(page: Page): { pending: number } {
  const calls = { pending: 0 }
  const count = (change: number) => (request: Request) => {
    if (/\/local\/(?!events)/.test(request.url())) calls.pending += change
  }
  page.on('request', count(1)).on('requestfinished', count(-1)).on('requestfailed', count(-1))
  return calls
}

/** Warnings too: those of the component framework tell of what a phone would do otherwise. */
function collectFaults(page: Page): string[] {
  const faults: string[] = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('pageerror', error => faults.push(error.stack ?? error.message))
  return faults
}

function usualPlaces(): string[] {
  if (process.platform === 'win32') return windowsPlaces()
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  const folders = (process.env.PATH ?? '/usr/bin:/usr/local/bin').split(path.delimiter)
  return [...folders, '/snap/bin'].flatMap(folder => names.map(name => path.join(folder, name)))
}

function windowsPlaces(): string[] {
  const { ProgramFiles, 'ProgramFiles(x86)': ProgramFilesX86, LOCALAPPDATA } = process.env
  const folders = [ProgramFiles, ProgramFilesX86, LOCALAPPDATA].filter(folder => folder !== undefined)
  const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe']
  return folders.flatMap(folder => {
    return [...programs, 'Microsoft\\Edge\\Application\\msedge.exe'].map(program =>
      path.join(folder, program),
    )
  })
}
