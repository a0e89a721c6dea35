import type { SubscribeTemplate } from '../../../database-schema/subscribe-templates'
import { subscribeTemplates } from '../../../database-schema/subscribe-templates'
import type { Outbox } from '../outbox'
import type { Consents } from './consents'
import { type Api, type Arguments, text, WeChatError } from './error'
import { hasPage } from './pages'
import { fieldValues } from './subscribe-fields'

/** Template ids in the environment of functions, in place of those that WeChat issues. */
export const subscribeEnvironment: Record<string, string> = Object.fromEntries(
  Object.entries(subscribeTemplates).map(([purpose, { variable }]) => [
    variable,
    `local-template-${purpose}`,
  ]),
)

/** The templates by their ids in the environment. */
export const subscribeTemplatesIn = (environment: Record<string, string>): Map<string, SubscribeTemplate> =>
  new Map(
    Object.values<SubscribeTemplate>(subscribeTemplates).map(template => [
      environment[template.variable]!,
      template,
    ]),
  )

/** Sends one message for one consent; a failed message uses up no consent. */
export const sendSubscribeMessage =
  (templates: Map<string, SubscribeTemplate>, consents: Consents, outbox: Outbox): Api =>
  async args => {
    const openid = text(args, 'touser', 40003)
    const id = text(args, 'template_id', 40037)
    const template = templates.get(id)
    if (!template) throw new WeChatError(40037, 'invalid template_id')
    const values = fieldValues(template, args.data)
    const page = pageOf(args)
    const plan = await outbox.turn('subscribe')
    if (plan.plan === 'down') throw new WeChatError(-1, 'system error')
    if (!consents.count(openid, id)) throw new WeChatError(43101, 'user refuse to accept the msg')
    const message = {
      kind: 'subscribe' as const,
      to: openid,
      template: id,
      parameters: { ...values, ...(page && { page }) },
      text: rendered(template, values),
    }
    outbox.add(message, plan)
    if (plan.plan === 'fail') throw new WeChatError(Number(plan.code) || -1, 'system error')
    consents.use(openid, id)
    return { json: {} }
  }

/** The page that the message opens, if any. */
function pageOf(args: Arguments): string | undefined {
  if (args.page === undefined || args.page === '') return undefined
  const page = text(args, 'page', 41030)
  if (!hasPage(page.split('?')[0]!)) throw new WeChatError(41030, 'invalid page')
  return page
}

const rendered = ({ title, fields }: SubscribeTemplate, values: Record<string, string>): string =>
  [title, ...Object.entries(fields).map(([name, label]) => `${label}：${values[name]}`)].join('\n')
