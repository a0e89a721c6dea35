import type { ServerResponse } from 'node:http'

const STATUS = {
  AccessDenied: 403,
  EntityTooLarge: 400,
  InternalError: 500,
  InvalidURI: 400,
  MalformedPOSTRequest: 400,
  NoSuchKey: 404,
  SignatureDoesNotMatch: 403,
}

/** A refusal of the object storage, in its own words. */
export class ObjectError extends Error {
  constructor(
    readonly code: keyof typeof STATUS,
    message: string,
  ) {
    super(message)
    this.name = 'ObjectError'
  }
}

/** Sends the XML that the SDKs take apart; they fail on one that lacks an element. */
export function sendObjectError(response: ServerResponse, error: ObjectError, requestId: string): void {
  const elements = { Code: error.code, Message: error.message, RequestId: requestId, TraceId: requestId }
  const inside = Object.entries(elements).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`)
  response.writeHead(STATUS[error.code], { 'content-type': 'application/xml; charset=utf-8' })
  response.end(`<?xml version='1.0' encoding='utf-8' ?>\n<Error>${inside.join('')}</Error>\n`)
}

const escaped = (text: string): string => text.replace(/[<>&]/g, sign => `&#${sign.charCodeAt(0)};`)
