; Inno Setup 6 script of the desktop client for Windows 10 and 11, 64 bit.
;
;   python -m PyInstaller installer\seatmate.spec -- seatmate
;   iscc installer\windows\seatmate.iss
;
; PrivilegesRequired=lowest: an agent installs it without an administrator.  For all users:
; seatmate-setup.exe /ALLUSERS /VERYSILENT

#define AppName "Seatmate"
#ifndef AppVersion
  #define AppVersion "0.1.0"
#endif

[Setup]
AppId={{6B0E4E0C-4A53-4B0B-9C55-7E2B6C7C51A9}
AppName={#AppName}
AppVersion={#AppVersion}
AppVerName={#AppName} {#AppVersion}
DefaultDirName={autopf}\{#AppName}
DefaultGroupName={#AppName}
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=seatmate-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
DisableProgramGroupPage=yes
CloseApplications=yes
UninstallDisplayIcon={app}\seatmate.exe

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
; The Chinese texts are no part of Inno Setup; put ChineseSimplified.isl beside this script to have them.
#ifexist "ChineseSimplified.isl"
Name: "zh"; MessagesFile: "ChineseSimplified.isl"
#endif

[Tasks]
Name: "startup"; Description: "Start {#AppName} when signing in"; Flags: unchecked
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\seatmate\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; Modules of an earlier version must not stay behind beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\{#AppName}"; Filename: "{app}\seatmate.exe"
Name: "{autodesktop}\{#AppName}"; Filename: "{app}\seatmate.exe"; Tasks: desktopicon
Name: "{userstartup}\{#AppName}"; Filename: "{app}\seatmate.exe"; Tasks: startup

[Run]
Filename: "{app}\seatmate.exe"; Description: "{cm:LaunchProgram,{#AppName}}"; Flags: nowait postinstall skipifsilent
