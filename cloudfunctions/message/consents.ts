import { _, $ } from '../kernel/data/cloud'
import { table } from '../kernel/data/table'

/**
 * One subscribe message that a person has agreed to. WeChat does not tell how many consents are left, so we count them.
 */
interface Consent {
  _id: string
  openid: string
  /** Id of the template. */
  template: string
  at: Date
  /** True until it is spent, then gone. */
  open?: true
  /** The attempt that spent it, or WeChat's word that none is left. */
  spentBy?: string
}

const consents = table<Consent>('consents')

/** Records one consent for each template; the same `id` again records nothing more. */
export async function recordConsents(
  id: string,
  openid: string,
  templates: readonly string[],
  at: Date,
): Promise<void> {
  if (templates.length)
    await consents.addAll(
      templates.map(template => ({ _id: `${id}-${template}`, openid, template, at, open: true })),
    )
}

/** More templates than WeChat lets a mini program have. */
const MAX_TEMPLATES = 50

/** Template id → number of the person's consents that are left. */
export async function countConsents(openid: string): Promise<Map<string, number>> {
  const rows = await consents.aggregate<{ _id: string; count: number }>(MAX_TEMPLATES, pipeline =>
    pipeline
      .match({ openid, open: true })
      .group({ _id: '$template', count: $.sum(1) })
      .limit(MAX_TEMPLATES),
  )
  return new Map(rows.map(({ _id, count }) => [_id, count]))
}

const closed = (spentBy: string) => ({ open: _.remove(), spentBy })

/** Spends one consent; false when there is none. Of many at once each gets another. */
export const spendConsent = (openid: string, template: string, attempt: string): Promise<boolean> =>
  consents.update({ openid, template, open: true }, closed(attempt))

/** Closes the person's consents, because WeChat says that none is left. */
export const closeConsents = (openid: string, template: string, word: string): Promise<number> =>
  consents.updateAll({ openid, template, open: true }, closed(word))
