/** A subscribe message as chosen from WeChat's library; WeChat names its fields by type and number. */
export interface SubscribeTemplate {
  title: string
  /** The environment variable that holds the id, which differs for every mini program. */
  variable: string
  /** The label of each field in the message, in the order shown. */
  fields: Record<string, string>
}

export const subscribeTemplates = {
  repairProgress: {
    title: '报修进度提醒',
    variable: 'SUBSCRIBE_TEMPLATE_REPAIR_PROGRESS',
    fields: { character_string1: '工单编号', thing2: '报修内容', phrase3: '当前状态', time4: '更新时间' },
  },
  roomOutcome: {
    title: '会议室预订结果通知',
    variable: 'SUBSCRIBE_TEMPLATE_ROOM_OUTCOME',
    fields: { thing1: '会议室', time2: '使用时间', phrase3: '审批结果', thing4: '备注' },
  },
  notice: {
    title: '通知提醒',
    variable: 'SUBSCRIBE_TEMPLATE_NOTICE',
    fields: { thing1: '通知标题', thing2: '发布部门', time3: '发布时间' },
  },
} satisfies Record<string, SubscribeTemplate>
