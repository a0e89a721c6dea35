/** Height of the phone's status bar in pixels; phone.css has the same. */
export const STATUS_BAR_HEIGHT = 44
