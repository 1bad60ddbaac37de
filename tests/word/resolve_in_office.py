"""Run by the system's Python inside LibreOffice's reach: opens each document of a JSON list twice,
accepts all changes and rejects all, and prints the paragraphs of both as JSON.

    /usr/bin/python3 resolve_in_office.py PROFILE_FOLDER < list.json
"""

import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main(folder):
    pipe = f"tracking{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}",
            "--headless",
            "--norestore",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connect(pipe)
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        answer = [
            [
                resolve(desktop, dispatcher, path, command)
                for command in (".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges")
            ]
            for path in json.load(sys.stdin)
        ]
        desktop.terminate()
        office.wait(30)
    finally:
        if office.poll() is None:
            office.kill()
    json.dump(answer, sys.stdout, ensure_ascii=False)


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def text_of(block):
    """The lines of a paragraph, or of a table: its rows, a bar between cells."""
    if not block.supportsService("com.sun.star.text.TextTable"):
        return [block.String]
    rows = {}
    for name in block.getCellNames():
        number = int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        rows.setdefault(number, []).append(block.getCellByName(name).String)
    return ["|".join(rows[number]) for number in sorted(rows)]


def resolve(desktop, dispatcher, path, command):
    hidden = PropertyValue("Hidden", 0, True, 0)
    document = desktop.loadComponentFromURL(f"file://{path}", "_blank", 0, (hidden,))
    frame = document.CurrentController.Frame
    dispatcher.executeDispatch(frame, command, "", 0, ())
    paragraphs = document.Text.createEnumeration()
    lines = []
    while paragraphs.hasMoreElements():
        lines += text_of(paragraphs.nextElement())
    left = document.Redlines.createEnumeration().hasMoreElements()
    document.close(True)
    return {"lines": lines, "left": left}


main(sys.argv[1])
