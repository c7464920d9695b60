# Freezes srdesk by PyInstaller on a real Windows machine, as an alternative to "make setup-win". Not tried.
# usage: powershell -ExecutionPolicy Bypass -File packaging\windows\freeze.ps1   (needs Python 3.11 for 64 bits, and git)
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
$made = "build\package\windows-frozen"
$runtime = "$made\runtime"
$python = "$runtime\Scripts\python.exe"

function Invoke-Checked([string] $program, [string[]] $arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program $arguments ended with $LASTEXITCODE" }
}

Invoke-Checked "py" @("-3.11", "-m", "venv", $runtime)
Invoke-Checked $python @("-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "--only-binary", ":all:",
    "--requirement", "packaging\common\locks\windows.txt")
$env:SOURCE_DATE_EPOCH = if (Get-Command git -ErrorAction SilentlyContinue) { git log -1 --format=%ct } else { "1767225600" }
$env:PYTHONHASHSEED = "1"
Invoke-Checked $python @("packaging\common\build_facts.py", "$made\made\build.json")
Invoke-Checked $python @("packaging\common\notices.py", "$made\made\licences")
Invoke-Checked $python @("packaging\common\icons.py", "$made\made\srdesk.ico")
# What packages are made with lies apart, and gets into none.
Invoke-Checked $python @("-m", "pip", "install", "--quiet", "--target", "$made\tools", "pyinstaller")
$env:PYTHONPATH = (Resolve-Path "$made\tools").Path
Invoke-Checked $python @("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR",
    "--distpath", "$made\frozen", "--workpath", "$made\work", "packaging\common\srdesk.spec")
Invoke-Checked "$made\frozen\srdesk\srdesk.exe" @("selftest")
Write-Output "srdesk is in $made\frozen\srdesk."
