/** A refusal by WeChat's open API, with its number. */
export class WeChatError extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(`${errcode} ${errmsg}`)
    this.name = 'WeChatError'
  }
}

/** Arguments as WeChat gets them: snake_case names, parsed values. */
export type Arguments = Record<string, unknown>

/** JSON, or a file such as a picture. */
export type Answer = { json: Record<string, unknown> } | { contentType: string; buffer: Buffer }

export type Api = (args: Arguments) => Promise<Answer> | Answer

/** A text that must be there. @throws WeChatError with the given number */
export function text(args: Arguments, name: string, errcode: number): string {
  const value = args[name]
  if (typeof value !== 'string' || !value) throw new WeChatError(errcode, `invalid ${name}`)
  return value
}
