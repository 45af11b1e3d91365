using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridShop.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SessionsNameKeysPictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_ProductImages_SmallFile_Length",
                table: "ProductImages");

            migrationBuilder.DropColumn(
                name: "SmallFile",
                table: "ProductImages");

            migrationBuilder.AddColumn<long>(
                name: "PredecessorId",
                table: "RefreshTokens",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LeadHtml",
                table: "Products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NameKey",
                table: "Categories",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "UserSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<int>(type: "INTEGER", nullable: false),
                    Stamp = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserSessions", x => x.Id);
                    table.CheckConstraint("CK_UserSessions_Stamp_Length", "length(\"Stamp\") <= 100");
                    table.ForeignKey(
                        name: "FK_UserSessions_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Categories_ParentId_NameKey",
                table: "Categories",
                columns: new[] { "ParentId", "NameKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Categories_RootNameKey",
                table: "Categories",
                column: "NameKey",
                unique: true,
                filter: "\"ParentId\" IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Categories_NameKey_Length",
                table: "Categories",
                sql: "length(\"NameKey\") <= 300");

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_ExpiresUtc",
                table: "UserSessions",
                column: "ExpiresUtc");

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_UserId",
                table: "UserSessions",
                column: "UserId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UserSessions");

            migrationBuilder.DropIndex(
                name: "IX_Categories_ParentId_NameKey",
                table: "Categories");

            migrationBuilder.DropIndex(
                name: "IX_Categories_RootNameKey",
                table: "Categories");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Categories_NameKey_Length",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "PredecessorId",
                table: "RefreshTokens");

            migrationBuilder.DropColumn(
                name: "LeadHtml",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "NameKey",
                table: "Categories");

            migrationBuilder.AddColumn<string>(
                name: "SmallFile",
                table: "ProductImages",
                type: "TEXT",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_ProductImages_SmallFile_Length",
                table: "ProductImages",
                sql: "length(\"SmallFile\") <= 80");
        }
    }
}
