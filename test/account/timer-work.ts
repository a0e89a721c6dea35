import { DAY, MINUTE } from '#contract/kernel/time'
import type { TimerWork } from '../make/fixtures'
import { aFile, change, insert } from '../make/rows'
import type { World } from '../make/world'

/** A person to erase, one who left, one who became another, and rows of the past. */
export async function timerWork(world: World, at: Date): Promise<TimerWork> {
  const past = new Date(+at - 4 * 365 * DAY)
  await change(world, 'tickets', 'seed-ticket-10', { photos: [await aFile(world, 'tickets/photo.jpg')] })
  const avatar = await aFile(world, 'avatars/t-lin.jpg')
  await change(world, 'members', 't-lin', { avatar, erasedAt: new Date(+at - MINUTE) })
  await change(world, 'members', 'x-out', { state: 'left', becomes: 'm-01' })
  await change(world, 'tickets', 'seed-ticket-09', { reporter: { id: 'x-out', name: '外来者' } })
  await change(world, 'tickets', 'seed-ticket-13', { at: past })
  await aFile(world, 'exports/old.csv')
  await insert(world, 'exports', { _id: 'old', paths: ['exports/old.csv'], at: past, expiresAt: past })
  const path = 'incoming/o-m-01/old.jpg'
  await aFile(world, path)
  await insert(world, 'uploads', { _id: 'old', openid: 'o-m-01', path, name: 'x', at: past })
  await insert(world, 'codes', { _id: 'old', digest: '', tries: [], expiresAt: past })
  await insert(world, 'messages', { _id: 'old', to: 'm-01', at: past }, { _id: 'his', to: 't-lin', at })
  return {
    shows: [
      'members',
      'tickets',
      'rooms',
      'exports/old',
      'uploads/old',
      'codes/old',
      'messages/old',
      'messages/his',
    ],
  }
}
