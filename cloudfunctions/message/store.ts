import type { AuditRow } from '../kernel/audit'
import { table } from '../kernel/data/table'
import type { DeliveryRow, MessageRow } from './model'

export const messages = table<MessageRow>('messages')
export const deliveries = table<DeliveryRow>('deliveries')
export const auditLog = table<Omit<AuditRow, 'id'> & { _id: string }>('audit_log')
