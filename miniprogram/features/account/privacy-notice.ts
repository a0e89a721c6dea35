import { PRIVACY_VERSION } from '../../contract/account'

interface PrivacyNotice {
  version: number
  sections: { title: string; text: string }[]
}

/** The privacy notice as it is asked about now; a change of it raises `PRIVACY_VERSION`. */
export const PRIVACY_NOTICE: PrivacyNotice = {
  version: PRIVACY_VERSION,
  sections: [
    {
      title: '收集什么',
      text: '微信身份标识、姓名、工号或学号、部门和职务，以及你登记的手机号和邮箱。办公电话、QQ、微信号和头像由你自己决定填不填。不收集密码和身份证号。',
    },
    {
      title: '用来做什么',
      text: '认出你是哪位成员，让同事能找到你，预订会议室、报修时能联系到你，把与你有关的消息告诉你。',
    },
    {
      title: '谁能看到',
      text: '本单位成员能看到你的姓名、部门和职务；每一种联系方式给谁看，由你在“个人资料”里设置。管理员查看完整号码要写明理由，并留下记录。',
    },
    {
      title: '交给谁',
      text: '发短信时把手机号交给腾讯云短信，发邮件时把邮箱交给邮件服务商，仅用于发送。数据保存在微信云开发。',
    },
    {
      title: '保存多久',
      text: '离开单位一年后去除姓名和全部联系方式。消息和订阅授权保存一年，会议室的历史预订保存两年，管理员的操作记录保存三年。',
    },
    {
      title: '你的权利',
      text: '可以随时查看、更正、导出自己的数据，也可以申请注销。申请注销后有七天可以反悔，到期自动删除。',
    },
  ],
}
