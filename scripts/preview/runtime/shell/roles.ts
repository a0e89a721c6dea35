/** What the roles of the seeded organisation are called. */
const NAMES: Record<string, string> = {
  staff: '教职工',
  student: '学生',
  worker: '维修工',
  outside: '校外人员',
  frozen: '已冻结',
  stranger: '未开通',
  'system.admin': '系统管理员',
  'directory.admin': '通讯录管理员',
  'room.admin': '会议室管理员',
  'repair.dispatcher': '派单员',
  'repair.worker': '维修工',
  'repair.keeper': '库管员',
  'notice.sender': '通知发布人',
}

/** `林老师 · 教职工、派单员` */
export function describePersona({ name, roles }: { name: string; roles: string[] }): string {
  const named = [...new Set(roles.map(role => NAMES[role] ?? role))]
  return named.length > 0 ? `${name} · ${named.join('、')}` : name
}
