/* Starts srdesk with the Python in the folder lib beside this program. Built twice: a program for terminals, and with
   WINDOWED one without a terminal. */

#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define CANNOT_START 1

typedef int (*PyMain)(int count, wchar_t **arguments);

static int complain(const wchar_t *what)
{
    wchar_t text[1024];
    _snwprintf(text, 1023, L"srdesk cannot start: %ls (error %lu). Install it again.", what, GetLastError());
    text[1023] = 0;
#ifdef WINDOWED
    MessageBoxW(NULL, text, L"srdesk", MB_ICONERROR);
#else
    fwprintf(stderr, L"%ls\n", text);
#endif
    return CANNOT_START;
}

/* The path of a file in the folder of this program; never freed, it is needed to the end. */
static wchar_t *beside(const wchar_t *program, const wchar_t *name)
{
    const wchar_t *end = wcsrchr(program, L'\\');
    size_t folder = end ? (size_t)(end - program) + 1 : 0;
    wchar_t *path = malloc((folder + wcslen(name) + 1) * sizeof *path);
    if (path) {
        wmemcpy(path, program, folder);
        wcscpy(path + folder, name);
    }
    return path;
}

/* Libraries are looked for in lib, Qt's folder and the system, never where somebody happens to be. */
static PyMain find_python(const wchar_t *program)
{
    HMODULE python;
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    AddDllDirectory(beside(program, L"lib"));
    AddDllDirectory(beside(program, L"lib\\PySide6"));
    python = LoadLibraryExW(beside(program, L"lib\\python311.dll"), NULL,
                            LOAD_LIBRARY_SEARCH_DEFAULT_DIRS | LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR);
    return python ? (PyMain)(void *)GetProcAddress(python, "Py_Main") : NULL;
}

static int start(int count, wchar_t **given)
{
    static wchar_t program[LONGEST];
    wchar_t *before[] = {program, L"-I", L"-X", L"utf8", NULL};
    const int own = sizeof before / sizeof *before;
    wchar_t **arguments = calloc(own + count, sizeof *arguments);
    PyMain run;

    if (!arguments || !GetModuleFileNameW(NULL, program, LONGEST))
        return complain(L"its own place is not known");
    before[own - 1] = beside(program, L"lib\\begin.py");
    memcpy(arguments, before, sizeof before);
    if (count > 1)
        memcpy(arguments + own, given + 1, (count - 1) * sizeof *arguments);
    run = find_python(program);
    if (!run)
        return complain(L"lib\\python311.dll cannot be loaded");
    return run(own + (count > 1 ? count - 1 : 0), arguments);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, wchar_t *line, int show)
{
    int count;
    wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    (void)instance, (void)previous, (void)line, (void)show;
    return start(arguments ? count : 0, arguments);
}
#else
int wmain(int count, wchar_t **arguments)
{
    return start(count, arguments);
}
#endif
