using System;
using System.Diagnostics;
using System.IO;
using Xunit.Sdk;

namespace BackpropGen.Tests.Reports;

/// <summary>A browser without a window: what a page has become after its scripts ran. That there is none is a failure, for then nothing would be tested.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The page's document after loading it by <c>file://</c>.</summary>
    /// <param name="html">The page.</param>
    /// <param name="script">What a user does after the page is there; empty for nothing.</param>
    /// <param name="arguments">More of the browser's own.</param>
    public static string Open(string html, string script = "", params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("report").FullName;
        try
        {
            string page = Path.Combine(folder, "report.html");
            File.WriteAllText(page, script.Length == 0 ? html : html.Replace("</body>", $"<script>{script}</script></body>", StringComparison.Ordinal));
            return Run([.. arguments, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={folder}/profile", "--window-size=1100,900", "--virtual-time-budget=3000", "--dump-dom", "file://" + page]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string[] arguments)
    {
        foreach (string name in Names)
        {
            try
            {
                var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
                using Process process = Process.Start(start)!;
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                string document = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                return document;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // not by this name
            }
        }

        throw new XunitException("No browser was found. Install Chromium (apt-get install chromium); .ci/run does so.");
    }
}
