export declare function shiftDate(): { set(now: number): void }
