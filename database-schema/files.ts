import { type CollectionSchema, carrying } from './schema'

export const exportedFiles: CollectionSchema = carrying(
  {
    name: 'exports',
    description: '导出产生的文件，一天后由定时任务删除',
    permission: 'ADMINONLY',
    fields: {
      paths: { type: 'array', note: '文件在存储里的路径' },
      urls: { type: 'array', note: '会过期的下载地址，次序同 paths；全部完成才有' },
      rows: { type: 'number', note: '表格的行数' },
      expiresAt: { type: 'date', note: '地址失效的时间' },
      at: { type: 'date', note: '导出时间' },
    },
    indexes: [{ name: 'age', keys: { at: 1 } }],
    people: { kept: '还没归档的操作记录，几分钟内移走；文件一天后删除' },
    retention: { days: 1, after: 'at', paths: ['paths'] },
  },
  'audit',
)

export const uploads: CollectionSchema = {
  name: 'uploads',
  description: '发给手机的上传文件名，一周后连同没用上的文件由定时任务删除',
  permission: 'ADMINONLY',
  fields: {
    openid: { type: 'string', note: '谁的微信', personal: true },
    path: { type: 'string', note: '上传到哪里' },
    name: { type: 'string', note: '保存时的随机文件名' },
    at: { type: 'date', note: '发出文件名的时间' },
  },
  indexes: [
    { name: 'path', keys: { path: 1 } },
    { name: 'owner', keys: { openid: 1, at: 1 } },
    { name: 'age', keys: { at: 1 } },
  ],
  people: { kept: '没用上的文件，一周后随记录删除' },
  // A draft stays on the phone for days, with the photos that are uploaded already.
  retention: { days: 7, after: 'at', paths: ['path'] },
}
