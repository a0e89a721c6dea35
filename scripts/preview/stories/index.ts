import { accountStories } from './account'
import { directoryStories } from './directory'
import { repairStories } from './repair'
import { roomStories } from './room'
import type { Story } from './story'

/** The one list of stories; a feature adds its own. */
export const stories: Story[] = [...repairStories, ...roomStories, ...accountStories, ...directoryStories]
