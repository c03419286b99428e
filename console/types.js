// What the operators' API answers, as far as the console reads it. Only types: no page imports this at run time.

/** @typedef {"read" | "operate" | "erase"} Role */

/**
 * @typedef {object} Me
 * @property {string} name
 * @property {Role} role
 */

/**
 * A problem as in RFC 9457.
 * @typedef {object} Problem
 * @property {string} [type]
 * @property {string} title
 * @property {string} [detail]
 * @property {string} [request_id]
 * @property {{detail: string, pointer?: string, parameter?: string, line?: number}[]} [errors]
 */

/**
 * The store of several nodes does not count streams: then they are null.
 * @typedef {object} Overview
 * @property {string} version
 * @property {string} started_at
 * @property {number} uptime_ms
 * @property {string} store
 * @property {string} status
 * @property {string} store_detail
 * @property {Record<Count, number>} last_minute
 * @property {number | null} active
 * @property {number | null} lapsed
 * @property {number | null} viewers
 * @property {number} connections
 * @property {{used_bytes: number, max_bytes: number}} heap
 * @property {string} server_time
 */

/** @typedef {"starts" | "refusals" | "evictions" | "heartbeats" | "errors"} Count */

/**
 * @typedef {object} Stream
 * @property {string} stream_id
 * @property {"active" | "lapsed" | "ended"} status
 * @property {string} [video_name]
 * @property {string} [content_id]
 * @property {string} [content_type]
 * @property {string} [device_id]
 * @property {string} [device_name]
 * @property {string} [device_type]
 * @property {string} [profile]
 * @property {boolean} video_playing
 * @property {boolean} [uncounted]
 * @property {number} position_ms
 * @property {string} started_at
 * @property {string} [last_seen_at]
 * @property {string} [expires_at]
 * @property {string} [ended_at]
 * @property {string} [reason]
 * @property {string} [rule]
 * @property {{stream_id?: string, device_id?: string, role?: string, note?: string}} [by]
 * @property {Record<string, string>} [attributes]
 * @property {{plan?: string, limit?: number | null, facts?: Record<string, string>}} at_start what held then
 */

/**
 * @typedef {object} Override
 * @property {number | null} [limit] null is unlimited
 * @property {string} [plan]
 * @property {string} until
 * @property {string} by
 * @property {string} note empty if there is none
 */

/**
 * @typedef {object} Rule
 * @property {string} name
 * @property {number} max
 * @property {string} [of]
 * @property {string[]} [per]
 * @property {Record<string, string[]>} [where]
 * @property {string} [at_limit]
 */

/**
 * @typedef {object} Viewer
 * @property {string} viewer
 * @property {string} [plan]
 * @property {number | null} limit null is unlimited
 * @property {string} limit_from
 * @property {string} at_limit
 * @property {Rule[]} rules
 * @property {Record<string, string[]>} [uncounted]
 * @property {Override | null} override
 * @property {number} active
 * @property {number | null} remaining
 * @property {number} lapsed
 * @property {Stream[]} streams
 * @property {Stream[]} history
 * @property {string} [next_before]
 * @property {string} server_time
 */

/**
 * @typedef {object} AuditEntry
 * @property {string} at
 * @property {string} operator
 * @property {Role} role
 * @property {string} action
 * @property {string} subject
 * @property {string} reason
 * @property {string} request_id
 */

/**
 * @typedef {object} Plan
 * @property {string} [name]
 * @property {number | null} limit
 * @property {string} at_limit
 * @property {string} same_device
 * @property {Rule[]} rules
 * @property {Record<string, string[]>} [uncounted]
 * @property {number} starts_per_minute
 * @property {number} changes_per_minute
 */

/**
 * @typedef {object} Plans
 * @property {string} source
 * @property {string} [file]
 * @property {string} read_at
 * @property {boolean} valid
 * @property {string} [error]
 * @property {string} [default]
 * @property {string} [unknown]
 * @property {string[]} from_token
 * @property {Plan[]} plans
 */

/**
 * @typedef {object} Finding
 * @property {string} [plan]
 * @property {string} cause
 * @property {string} [rule]
 * @property {number} refused
 * @property {number} evicted
 * @property {number} viewers
 * @property {{viewer: string, streams: string[]}[]} examples
 */

/**
 * @typedef {object} DryRun
 * @property {string} basis
 * @property {number} [share]
 * @property {number} viewers
 * @property {number} starts
 * @property {number} viewers_affected
 * @property {number} refused
 * @property {number} evicted
 * @property {number} [refused_before]
 * @property {number} [refused_again]
 * @property {Finding[]} findings
 * @property {Caveats} caveats
 */

/**
 * @typedef {object} Caveats
 * @property {Record<string, number>} unrecorded
 * @property {Record<string, number>} unknown_plans
 * @property {number} viewers_of_unknown_plans
 * @property {number} viewers_without_plan
 * @property {number} limits_cut
 * @property {number} samples_too_large
 */

/** @typedef {{complete: boolean, repeat_after_ms?: number}} Erasure */

/** @typedef {{viewer: string, count: number, at_most: number}} TopViewer */

/** @typedef {{level: number, starts: number, viewers: number}} Level */

/** @typedef {{day: string, reached: Level[], attempted: Level[]}} Levels */

export {};
