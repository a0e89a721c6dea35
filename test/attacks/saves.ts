import type { World } from '../make/world'
import type { Decision } from './decisions'

/** The forms of the settings of repairs: each makes a thing of its own and saves it from one that was shown before. */
export function savesIn(world: World): Record<string, Decision> {
  const repair = () => world.as('a-repair').repair
  const by = 'a-repair'
  let made = 0

  return {
    'repair.saveCategory': {
      by,
      async begin() {
        const seen = await repair().saveCategory({ name: `类${++made}` })
        const { id } = seen
        return {
          seen,
          input: { id, name: `类${made}新` },
          change: () => repair().saveCategory({ id, name: `类${made}改` }),
        }
      },
    },
    'repair.saveSettings': {
      by,
      begin: async () => ({
        seen: await repair().settings({}),
        input: { holidays: ['2026-10-02'], mails: [] },
        change: () => repair().saveSettings({ holidays: ['2026-10-01'], mails: [] }),
      }),
    },
    'repair.savePlace': {
      by,
      async begin() {
        const place = { campus: '东校区', building: `楼${++made}`, room: '1' }
        const seen = await repair().savePlace(place)
        const { id } = seen
        return {
          seen,
          input: { ...place, id, room: '2' },
          change: () => repair().savePlace({ ...place, id, room: '3' }),
        }
      },
    },
    'repair.saveWorker': {
      by,
      async begin() {
        const { items } = await world.as('d-logistics').repair.workers({})
        const worker = { id: 'w-qian', campuses: [], onDuty: true }
        return {
          seen: items.find(({ id }) => id === 'w-qian')!,
          input: { ...worker, skills: [`手艺${++made}`] },
          change: () => repair().saveWorker({ ...worker, skills: [`手艺${++made}`] }),
        }
      },
    },
    'repair.saveMaterial': {
      by,
      async begin() {
        const material = { name: `螺丝${++made}`, unit: '个', low: 1 }
        const seen = await repair().saveMaterial(material)
        const { id } = seen
        return {
          seen,
          input: { ...material, id, low: 2 },
          change: () => repair().saveMaterial({ ...material, id, low: 3 }),
        }
      },
    },
  }
}
