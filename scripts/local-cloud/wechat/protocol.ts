import protobuf from 'protobufjs'
import { CloudError } from '../error'
import type { Arguments } from './error'

/** The messages in which `cloud.openapi` travels, as far as the local cloud answers them. */
const { root } = protobuf.parse(
  `syntax = "proto3";
  message Pair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
  message OpenApi { repeated Pair pairs = 1; }
  message Svrkit { string apiName = 1; bytes reqData = 2; }
  message Request { int32 apiType = 1; OpenApi openapiData = 2; Svrkit svrkitData = 4; string appid = 6; }
  message Reply { bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; }
  message OpenDataRequest { repeated string cloudidList = 2; }
  message OpenDataItem { string cloudId = 1; string json = 2; }
  message OpenDataReply { repeated OpenDataItem dataList = 1; }`,
  { keepCase: true },
)

interface Pair {
  key: string
  value: Uint8Array
  filename: string
}

/** A call of an API by its arguments, or a look at open data by their cloud ids. */
export type OpenApiRequest = { args: Arguments } | { cloudIds: string[] }

const OPEN_DATA = 'ApiGetOpenDataByCloudId'
const OPEN_API_TYPE = 0
const SVRKIT_TYPE = 2

/** @throws CloudError INVALID_PARAM when the bytes are malformed, or ask for an API that is not offered */
export function decodeRequest(bytes: Buffer): OpenApiRequest {
  const { apiType, openapiData, svrkitData } = decode('Request', bytes)
  if (apiType === OPEN_API_TYPE) return { args: argumentsOf((openapiData as { pairs: Pair[] })?.pairs ?? []) }
  const { apiName, reqData } = (svrkitData ?? {}) as { apiName?: string; reqData: Buffer }
  if (apiType === SVRKIT_TYPE && apiName === OPEN_DATA)
    return { cloudIds: decode('OpenDataRequest', reqData).cloudidList as string[] }
  throw new CloudError('INVALID_PARAM', `unsupported open API call ${apiName ?? `of type ${apiType}`}`)
}

/** Values are JSON; a value with a file name is a file, and stays bytes. */
function argumentsOf(pairs: Pair[]): Arguments {
  return Object.fromEntries(
    pairs.map(({ key, value, filename }) => [
      key,
      filename ? Buffer.from(value) : parsed(key, Buffer.from(value).toString()),
    ]),
  )
}

function parsed(key: string, json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new CloudError('INVALID_PARAM', `the argument ${key} is not JSON`)
  }
}

function decode(name: string, bytes: Uint8Array): Record<string, unknown> {
  const type = root.lookupType(name)
  try {
    return type.toObject(type.decode(bytes), { defaults: true })
  } catch (cause) {
    throw new CloudError('INVALID_PARAM', `requestData is not a ${name} message: ${(cause as Error).message}`)
  }
}

export const encodeJson = (json: unknown): Buffer =>
  encodeFile('application/json; encoding=utf-8', Buffer.from(JSON.stringify(json)))

export const encodeFile = (contentType: string, respData: Buffer): Buffer =>
  encode('Reply', { respData, contentType, httpCode: 200 })

/** A refusal by the cloud in front of WeChat, such as -604101. */
export const encodeCloudRefusal = (errorCode: number): Buffer => encode('Reply', { errorCode, httpCode: 200 })

/** Open data by their cloud ids: each the JSON that the function gets to see. */
export const encodeOpenData = (items: { cloudId: string; json: string }[]): Buffer =>
  encode('Reply', { respData: encode('OpenDataReply', { dataList: items }), httpCode: 200 })

function encode(name: string, value: object): Buffer {
  const type = root.lookupType(name)
  return Buffer.from(type.encode(type.create(value)).finish())
}
