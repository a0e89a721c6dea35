import type { SubscribeTemplate } from '../../../database-schema/subscribe-templates'
import { WeChatError } from './error'

const TIME = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?'
const DATE = '\\d{4}(?:年\\d{1,2}月\\d{1,2}日|-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2})'

/** WeChat's rule for each type of field; the name of a field is its type and a number. */
const TYPES: Record<string, RegExp> = {
  thing: /^.{1,20}$/su,
  phrase: /^\p{Script=Han}{1,5}$/u,
  number: /^(?=.{1,32}$)-?\d+(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  name: /^(?:[\p{Script=Han}·]{1,10}|[\x20-\x7e]{1,20})$/u,
  phone_number: /^[\d+-]{1,17}$/,
  amount: /^[¥￥$]?\d{1,10}(\.\d+)?元?$/,
  time: new RegExp(`^(?:${DATE} )?${TIME}(?:~(?:${DATE} )?${TIME})?$`),
  date: new RegExp(`^${DATE}(?: ${TIME})?(?:~${DATE}(?: ${TIME})?)?$`),
}

/**
 * Reads the values of a message, by field.
 * @throws WeChatError 47003 naming the field that is missing, unknown or malformed for its type
 */
export function fieldValues({ fields }: SubscribeTemplate, data: unknown): Record<string, string> {
  const given = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
  const unknown = Object.keys(given).find(name => !Object.hasOwn(fields, name))
  if (unknown) throw new WeChatError(47003, `argument invalid! data.${unknown} is not in the template`)
  return Object.fromEntries(Object.keys(fields).map(name => [name, fieldValue(name, given[name])]))
}

function fieldValue(name: string, field: unknown): string {
  const value = (field as { value?: unknown } | undefined)?.value
  const text = typeof value === 'number' ? String(value) : value
  if (text === undefined || text === '')
    throw new WeChatError(47003, `argument invalid! data.${name} is empty`)
  const type = TYPES[name.replace(/\d+$/, '')]
  if (!type) throw new Error(`a template has the field ${name}, whose type is not known here`)
  if (typeof text !== 'string' || !type.test(text))
    throw new WeChatError(47003, `argument invalid! data.${name}.value invalid`)
  return text
}
