"""The system calls that a calculation needs, and a filter that refuses all others.

Refused, among others: new processes (threads are allowed), executing files, sockets other than
pairs, signals to anybody else, mounts, namespaces, tracing, keys, devices' raw access, clocks,
priorities, shared memory that outlives its process. The filter is built here, so that no library
has to be installed; see seccomp(2) and ``linux/filter.h``.
"""

from __future__ import annotations

import errno
import platform
import struct

_ALLOWED = """
    read 0 63; write 1 64; readv 19 65; writev 20 66; pread64 17 67; pwrite64 18 68;
    preadv 295 69; pwritev 296 70; lseek 8 62; close 3 57; close_range 436 436; open 2 -1;
    openat 257 56; stat 4 -1; fstat 5 80; lstat 6 -1; newfstatat 262 79; statx 332 291;
    statfs 137 43; fstatfs 138 44; access 21 -1; faccessat 269 48; faccessat2 439 439;
    readlink 89 -1; readlinkat 267 78; getdents 78 -1; getdents64 217 61; getcwd 79 17;
    chdir 80 49; fchdir 81 50; mkdir 83 -1; mkdirat 258 34; rmdir 84 -1; unlink 87 -1;
    unlinkat 263 35; rename 82 -1; renameat 264 38; symlink 88 -1; symlinkat 266 36;
    truncate 76 45; ftruncate 77 46; fallocate 285 47; fsync 74 82; fdatasync 75 83; chmod 90 -1;
    fchmod 91 52; fchmodat 268 53; utimensat 280 88; utime 132 -1; utimes 235 -1;
    futimesat 261 -1; umask 95 166; dup 32 23; dup2 33 -1; dup3 292 24; fcntl 72 25; flock 73 32;
    pipe 22 -1; pipe2 293 59; poll 7 -1; ppoll 271 73; select 23 -1; pselect6 270 72;
    epoll_create 213 -1; epoll_create1 291 20; epoll_ctl 233 21; epoll_wait 232 -1;
    epoll_pwait 281 22; eventfd 284 -1; eventfd2 290 19; mmap 9 222; munmap 11 215; mremap 25 216;
    mprotect 10 226; madvise 28 233; brk 12 214; msync 26 227; mincore 27 232; membarrier 324 283;
    futex 202 98; set_robust_list 273 99; rseq 334 293; set_tid_address 218 96; arch_prctl 158 -1;
    gettid 186 178; getpid 39 172; getppid 110 173; getuid 102 174; geteuid 107 175;
    getgid 104 176; getegid 108 177; getgroups 115 158; getresuid 118 148; getresgid 120 150;
    sched_yield 24 124; sched_getaffinity 204 123; sched_getparam 143 121;
    sched_getscheduler 145 120; sched_get_priority_max 146 125; sched_get_priority_min 147 126;
    getcpu 309 168; getpriority 140 141; nanosleep 35 101; clock_nanosleep 230 115;
    clock_gettime 228 113; clock_getres 229 114; gettimeofday 96 169; time 201 -1; times 100 153;
    getrusage 98 165; getrlimit 97 163; prlimit64 302 261; sysinfo 99 179; uname 63 160;
    getrandom 318 278; alarm 37 -1; setitimer 38 103; getitimer 36 102; rt_sigaction 13 134;
    rt_sigprocmask 14 135; rt_sigreturn 15 139; rt_sigpending 127 136; rt_sigsuspend 130 133;
    rt_sigtimedwait 128 137; sigaltstack 131 132; pause 34 -1; restart_syscall 219 128;
    wait4 61 260; sendto 44 206; recvfrom 45 207; sendmsg 46 211; recvmsg 47 212;
    socketpair 53 199; shutdown 48 210; getsockopt 55 209; setsockopt 54 208; getsockname 51 204;
    getpeername 52 205; sendfile 40 71; copy_file_range 326 285; ioctl 16 29; exit 60 93;
    exit_group 231 94; fadvise64 221 223;
"""
"""Names with their numbers on x86-64 and on 64-bit ARM; -1 where there is no such call."""

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_CLONE, _KILL, _TGKILL, _PRCTL = (56, 220), (62, 129), (234, 131), (157, 167)

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_ALLOW, _ERROR, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_CLONE_THREAD, _PR_SET_PDEATHSIG = 0x00010000, 1
_FIRST_NEW_CALL = 424
"""From here on numbers are the same everywhere; C libraries fall back where one does not exist."""


def supported() -> bool:
    """Whether the filter knows this kind of machine."""
    return platform.machine() in _MACHINES


def allowed_calls() -> dict[str, tuple[int, int]]:
    """The calls that are allowed whatever their arguments: numbers on x86-64 and 64-bit ARM."""
    entries = (entry.split() for entry in _ALLOWED.split(";") if entry.strip())
    return {name: (int(x86), int(arm)) for name, x86, arm in entries}


def build(pid: int) -> bytes:
    """The filter program, for a process with this id in its own namespace."""
    column, architecture = _MACHINES[platform.machine()]
    program = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, 1, 0),
        _step(_RETURN, _KILL_PROCESS),
        _step(_LOAD, _NUMBER),
    ]
    for number in sorted(numbers[column] for numbers in allowed_calls().values()):
        if number >= 0:
            program += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ALLOW)]
    program += _if_argument(_CLONE[column], _ANY_BIT, _CLONE_THREAD, allow=True)
    for call in (_KILL, _TGKILL):
        program += _if_argument(call[column], _EQUAL, pid, allow=True)
    program += _if_argument(_PRCTL[column], _EQUAL, _PR_SET_PDEATHSIG, allow=False)
    program += [
        _step(_AT_LEAST, _FIRST_NEW_CALL, 0, 1),
        _step(_RETURN, _ERROR | errno.ENOSYS),
        _step(_RETURN, _ERROR | errno.EPERM),
    ]
    return b"".join(program)


def _if_argument(call: int, test: int, value: int, *, allow: bool) -> list[bytes]:
    """Allow a call if, or unless, its first argument passes a test; refuse it otherwise."""
    yes, no = (_ALLOW, _ERROR | errno.EPERM) if allow else (_ERROR | errno.EPERM, _ALLOW)
    return [
        _step(_EQUAL, call, 0, 4),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(test, value, 0, 1),
        _step(_RETURN, yes),
        _step(_RETURN, no),
    ]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
