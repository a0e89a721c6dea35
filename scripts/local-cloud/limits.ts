/** A limit of the real cloud that the local one keeps; where sources disagree, the stricter. */
export interface Limit {
  value: number
  unit: 'seconds' | 'bytes' | 'rows' | 'items' | 'megabytes' | 'characters'
  what: string
  source: string
}

const limit = (value: number, unit: Limit['unit'], what: string, source: string): Limit => ({
  value,
  unit,
  what,
  source,
})

const KB = 1024
const MB = 1024 * KB
const QUOTA = 'developers.weixin.qq.com …/wxcloud/basis/concepts/quota'
/** The documentation names no number; a user of the cloud found these. */
const MEASURED = 'cloud.tencent.com/developer/article/2448792'

export const LIMITS = {
  functionTimeout: limit(
    3,
    'seconds',
    'a function, unless its config.json says otherwise',
    'docs.cloudbase.net/cloud-function/function-configuration/config',
  ),
  functionMemory: limit(
    256,
    'megabytes',
    'memory of a function, with Node itself and buffers beside the heap',
    'docs.cloudbase.net/cloud-function/function-configuration/config',
  ),
  callPayload: limit(
    100 * KB,
    'bytes',
    'what a function is called with',
    'docs.cloudbase.net/error-code/EXCEED_MAX_PAYLOAD_SIZE',
  ),
  callReply: limit(
    1 * MB,
    'bytes',
    'what a function returns',
    'docs.cloudbase.net/error-code/EXCEED_MAX_RESPONSE_SIZE',
  ),
  functions: limit(50, 'items', 'functions of an environment', QUOTA),
  collections: limit(100, 'items', 'collections of an environment', 'docs.cloudbase.net/en/faq/database'),
  indexes: limit(20, 'items', 'indexes of a collection', QUOTA),
  rowsByDefault: limit(100, 'rows', 'a get that names no limit', '@cloudbase/database query.js'),
  rowsAtMost: limit(1000, 'rows', 'a get', '@cloudbase/database query.js'),
  aggregatedRows: limit(
    10_000,
    'rows',
    'an aggregation',
    'developers.weixin.qq.com/community, measured by users',
  ),
  document: limit(16 * MB, 'bytes', 'a document', 'MongoDB'),
  write: limit(5 * MB, 'bytes', 'what one insert or update carries', MEASURED),
  queryReply: limit(50 * MB, 'bytes', 'what a query answers a function', MEASURED),
  transaction: limit(30, 'seconds', 'a transaction', 'the text of DATABASE_TRANSACTION_FAIL'),
  filesPerCall: limit(50, 'items', 'files in one call', 'developers.weixin.qq.com …/storage/deleteFile'),
  checkedText: limit(
    2500,
    'characters',
    'text in one msgSecCheck',
    'developers.weixin.qq.com …/security.msgSecCheck',
  ),
} satisfies Record<string, Limit>
