import { table } from '../kernel/data/table'
import type { Category, Material, Place, Settings, Ticket, Worker } from './model'

export const tickets = table<Ticket>('tickets')
export const materials = table<Material>('materials')
export const categories = table<Category>('repair_categories')
export const repairSettings = table<Settings>('repair_settings')
export const places = table<Place>('places')
export const workers = table<Worker>('repair_workers')
