import { message } from '../contract/message'
import { newKey } from './client'
import { client } from './cloud'

const messages = client(message)
/** Ids of the templates that are set up, by name; asked for once. */
let templates: Promise<Record<string, string>> | undefined

/** Learns what can be asked for, so that a tap can ask at once: WeChat only lets a tap do so. */
export function prepareConsent(): void {
  templates ??= messages.templates({}).catch(() => {
    templates = undefined
    return {}
  })
}

/** Name of each template that is set up → how many messages the person has agreed to. */
export const loadConsents = (): Promise<Record<string, number>> => messages.consents({})

/**
 * Asks for consent to one subscribe message of each template. Callers call it in a tap, before they await anything, as
 * WeChat demands. It never rejects and need not be awaited, because the app shows every message anyway.
 */
export async function askConsent(...names: string[]): Promise<void> {
  const known = (await templates) ?? {}
  const tmplIds = names.flatMap(name => known[name] ?? [])
  if (!tmplIds.length) return
  try {
    const answers = (await wx.requestSubscribeMessage({ tmplIds })) as unknown as Record<string, string>
    const accepted = tmplIds.filter(id => answers[id]?.startsWith('accept'))
    if (accepted.length) await messages.consented({ templates: accepted }, { key: newKey() })
  } catch {
    // The dialogue is switched off or its answer was lost, and then no subscribe message is sent.
  }
}
