/// How a report looks, by day and by night.
enum PageStyle {
    static let css = """

        :root { --ground: #fff; --text: #1c2430; --dim: #5d6875; --line: #e3e7ec; --tile: #f5f7f9;
          --c1: #2563c9; --c2: #b4540a; --c3: #8a94a1; --c4: #c02636; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #12161c; --text: #e4e9ef; --dim: #97a2af; --line: #2a323c; --tile: #1b2129;
            --c1: #6ea8ff; --c2: #f0a35e; --c3: #7c8794; --c4: #ff7a85; } }
        body { margin: 0; background: var(--ground); color: var(--text);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 960px; margin: 0 auto; padding: 24px 20px 48px; }
        h1 { font-size: 24px; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 17px; margin: 32px 0 8px; }
        header p { color: var(--dim); margin: 2px 0 20px; overflow-wrap: anywhere; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin-bottom: 24px; }
        .tiles div { background: var(--tile); border-radius: 8px; padding: 12px 14px; }
        .tiles b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; }
        .tiles span { color: var(--dim); font-size: 13px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: 6px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
        thead th { color: var(--dim); font-weight: 500; }
        th:first-child { text-align: left; padding-left: 0; font-weight: 500; }
        .text { text-align: left; white-space: normal; overflow-wrap: anywhere; width: 100%; }
        figure { margin: 32px 0 0; }
        figcaption { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; }
        .unit, .key { color: var(--dim); font-size: 13px; }
        .key i { display: inline-block; width: 12px; height: 3px; border-radius: 2px; margin-right: 6px; vertical-align: middle; }
        .b1 { background: var(--c1); } .b2 { background: var(--c2); } .b3 { background: var(--c3); } .b4 { background: var(--c4); }
        svg { display: block; width: 100%; height: auto; margin-top: 4px; }
        .grid { stroke: var(--line); stroke-width: 1; }
        .tick { fill: var(--dim); font-size: 12px; font-variant-numeric: tabular-nums; }
        polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .s1 { stroke: var(--c1); } .s2 { stroke: var(--c2); } .s3 { stroke: var(--c3); } .s4 { stroke: var(--c4); }
        .f1 { fill: var(--c1); } .f2 { fill: var(--c2); } .f3 { fill: var(--c3); } .f4 { fill: var(--c4); }
        @media (max-width: 620px) { .tick { font-size: 19px; } }
        rect { opacity: .85; }
        ul { color: var(--dim); margin: 28px 0 0; padding-left: 18px; }

        """
}
