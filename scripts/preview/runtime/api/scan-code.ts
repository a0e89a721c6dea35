import { type ScanOptions, scan } from '../overlays/scanner'
import { asynchronous } from './call'

/** A mini program code carries its page, and the scene as the query; other codes are text. */
const MINI_PROGRAM_CODE = /^[\w/-]+\?scene=/

async function scanCode(options: ScanOptions) {
  const text = await scan(options)
  if (text === undefined) throw new Error('cancel')
  const isOurs = MINI_PROGRAM_CODE.test(text)
  return {
    result: isOurs ? '' : text,
    path: isOurs ? text : '',
    scanType: isOurs ? 'WX_CODE' : 'QR_CODE',
    charSet: 'utf-8',
    rawData: btoa(String.fromCharCode(...new TextEncoder().encode(text))),
  }
}

export const scanning = { scanCode: asynchronous('scanCode', scanCode) }
